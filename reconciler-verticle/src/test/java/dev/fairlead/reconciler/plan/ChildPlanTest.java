package dev.fairlead.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.meaning.AppliedHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChildPlanTest {

  private static final GroupVersionResource RESOURCE =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final OwnerReference OWNER = owner("uid");
  private static final OwnerReference OTHER = owner("other-uid");
  private static final boolean SAME = true;
  private static final boolean LIVES = false;
  private static final Terms.Readiness READY = _ -> Optional.empty();

  static Stream<Arguments> steps() {
    ObservedObject ours = observed("a", LIVES, List.of(OWNER));
    ObservedObject ending = observed("a", true, List.of(OWNER));
    ObservedObject orphan = observed("a", LIVES, List.of());
    ObservedObject lost = observed("a", LIVES, List.of(), Map.of(AppliedHash.ANNOTATION, "x"));
    ObservedObject foreign = observed("a", LIVES, List.of(OTHER));
    Manifest usual = manifest(Terms.USUAL);
    Manifest adopted = manifest(new Terms(List.of(), READY, Child.Update.APPLY, true));
    Manifest once = manifest(new Terms(List.of(), READY, Child.Update.NEVER, false));
    return Stream.of(
        step("absent", usual, null, SAME, new Step.Create(usual)),
        step("same", usual, ours, SAME, new Step.Keep(ours)),
        step("other", usual, ours, !SAME, new Step.Apply(usual, ours)),
        step("other, never updated", once, ours, !SAME, new Step.Keep(ours)),
        step("ending", usual, ending, !SAME, new Step.AwaitEnd(ref("a"))),
        step("nobody's", usual, orphan, SAME, new Step.LeaveUnowned(ref("a"))),
        step("nobody's, adopted", adopted, orphan, SAME, new Step.Apply(adopted, orphan)),
        step("ours once", usual, lost, SAME, new Step.Apply(usual, lost)),
        step("foreign", adopted, foreign, !SAME, new Step.LeaveAlone(ref("a"), OTHER)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void each_child_has_its_step(
      String story,
      Manifest desired,
      @Nullable ObservedObject observed,
      boolean same,
      Step expected) {
    assertThat(plan(same).step(desired, Optional.ofNullable(observed)))
        .as(story)
        .isEqualTo(expected);
  }

  @Test
  void only_our_own_are_removed() {
    ObservedObject ours = observed("a", LIVES, List.of(OWNER));
    assertThat(
            plan(SAME)
                .removals(
                    Set.of(ref("d")),
                    List.of(
                        ours,
                        observed("b", LIVES, List.of(OTHER)),
                        observed("c", LIVES, List.of()),
                        observed("d", LIVES, List.of(OWNER)))))
        .containsExactly(new Step.Delete(ours, false));
  }

  @Test
  void those_that_came_last_go_first() {
    ObservedObject first = level("first", 0, LIVES);
    ObservedObject second = level("second", 1, LIVES);
    ObservedObject third = level("third", 2, LIVES);

    assertThat(plan(SAME).removals(Set.of(), List.of(first, third, second)))
        .containsExactly(
            new Step.Delete(third, true),
            new Step.AwaitTurn(ref("second"), ref("third")),
            new Step.AwaitTurn(ref("first"), ref("third")));
    assertThat(plan(SAME).removals(Set.of(), List.of(first, level("third", 2, true), second)))
        .containsExactly(
            new Step.AwaitEnd(ref("third")),
            new Step.AwaitTurn(ref("second"), ref("third")),
            new Step.AwaitTurn(ref("first"), ref("third")));
    assertThat(plan(SAME).removals(Set.of(), List.of(first, second)))
        .containsExactly(
            new Step.Delete(second, true), new Step.AwaitTurn(ref("first"), ref("second")));
    assertThat(plan(SAME).removals(Set.of(), List.of(first)))
        .containsExactly(new Step.Delete(first, false));
  }

  @Test
  void what_is_kept_is_set_free_and_keeps_nobody_waiting() {
    ObservedObject first = level("first", 0, LIVES);
    ObservedObject kept =
        observed(
            "kept", LIVES, List.of(OWNER), Map.of(Marks.ORDER, "1", Marks.ON_REMOVAL, Marks.KEEP));

    assertThat(plan(SAME).removals(Set.of(), List.of(first, kept)))
        .containsExactly(new Step.Release(kept), new Step.Delete(first, false));
  }

  private static ChildPlan plan(boolean same) {
    return new ChildPlan("uid", (manifest, object) -> same);
  }

  private static Arguments step(
      String story,
      Manifest desired,
      @Nullable ObservedObject observed,
      boolean same,
      Step expected) {
    return Arguments.of(story, desired, observed, same, expected);
  }

  private static Manifest manifest(Terms terms) {
    return new Manifest(ref("a"), JsonNodeFactory.instance.objectNode(), terms);
  }

  private static ObservedObject level(String name, int level, boolean deleting) {
    return observed(name, deleting, List.of(OWNER), Map.of(Marks.ORDER, String.valueOf(level)));
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef(RESOURCE, new NamespacedName("ns", name));
  }

  private static OwnerReference owner(String uid) {
    return new OwnerReference(GroupVersionKind.of("example.com/v1", "Cache"), "p", uid, true);
  }

  private static ObservedObject observed(
      String name, boolean deleting, List<OwnerReference> owners) {
    return observed(name, deleting, owners, Map.of());
  }

  private static ObservedObject observed(
      String name, boolean deleting, List<OwnerReference> owners, Map<String, String> annotations) {
    return new ObservedObject(
        RESOURCE,
        new Metadata(
            new NamespacedName("ns", name),
            "child-uid",
            new ResourceVersion("7"),
            1,
            deleting,
            Map.of(),
            annotations,
            owners,
            Map.of()),
        Frame.EMPTY);
  }
}
