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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  static Stream<Arguments> plans() {
    ObservedObject ours = observed("a", LIVES, List.of(OWNER));
    ObservedObject ending = observed("a", true, List.of(OWNER));
    ObservedObject orphan = observed("a", LIVES, List.of());
    ObservedObject foreign = observed("a", LIVES, List.of(OTHER));
    return Stream.of(
        plan("absent", manifests("a"), List.of(), SAME, new Step.Create(manifest("a"))),
        plan("same", manifests("a"), List.of(ours), SAME, new Step.Keep(ref("a"))),
        plan("other", manifests("a"), List.of(ours), !SAME, new Step.Apply(manifest("a"), ours)),
        plan("ending", manifests("a"), List.of(ending), !SAME, new Step.AwaitEnd(ref("a"))),
        plan(
            "orphan", manifests("a"), List.of(orphan), SAME, new Step.Apply(manifest("a"), orphan)),
        plan(
            "foreign",
            manifests("a"),
            List.of(foreign),
            !SAME,
            new Step.LeaveAlone(ref("a"), OTHER)),
        plan("not desired", List.of(), List.of(ours), SAME, new Step.Delete(ours)),
        plan("not desired, ending", List.of(), List.of(ending), SAME),
        plan("not desired, foreign", List.of(), List.of(foreign), SAME),
        plan("not desired, nobody's", List.of(), List.of(orphan), SAME),
        plan(
            "deletions come last",
            manifests("b", "c"),
            List.of(ours),
            SAME,
            new Step.Create(manifest("b")),
            new Step.Create(manifest("c")),
            new Step.Delete(ours)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void each_child_has_its_step(
      String story,
      List<Manifest> desired,
      List<ObservedObject> observed,
      boolean same,
      List<Step> steps) {
    assertThat(new ChildPlan("uid", (manifest, object) -> same).steps(desired, observed))
        .as(story)
        .isEqualTo(steps);
  }

  private static Arguments plan(
      String story,
      List<Manifest> desired,
      List<ObservedObject> observed,
      boolean same,
      Step... steps) {
    return Arguments.of(story, desired, observed, same, List.of(steps));
  }

  private static List<Manifest> manifests(String... names) {
    return Stream.of(names).map(ChildPlanTest::manifest).toList();
  }

  private static Manifest manifest(String name) {
    return new Manifest(ref(name), JsonNodeFactory.instance.objectNode().put("name", name));
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef(RESOURCE, new NamespacedName("ns", name));
  }

  private static OwnerReference owner(String uid) {
    return new OwnerReference(GroupVersionKind.of("example.com/v1", "Cache"), "p", uid, true);
  }

  private static ObservedObject observed(
      String name, boolean deleting, List<OwnerReference> owners) {
    return new ObservedObject(
        RESOURCE,
        new Metadata(
            new NamespacedName("ns", name),
            "child-uid",
            new ResourceVersion("7"),
            1,
            deleting,
            Map.of(),
            Map.of(),
            owners,
            Map.of()),
        Frame.EMPTY);
  }
}
