package dev.fairlead.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Desired;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Children that wait for each other, when they come and when they go. */
@RealControlPlane
class ChildrenInOrderIT extends ReconcilerScene {

  ChildrenInOrderIT(ControlPlane plane) {
    super(plane);
  }

  @Test
  void a_child_waits_for_those_before_it() throws Exception {
    scripted.script =
        (observed, context) -> Desired.children(deployment("a", 1)).then(deployment("b", 1));

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits ->
                assertThat(waits.reason())
                    .isEqualTo(
                        "Deployment %s/b waits until Deployment %s/a is ready: its controller has"
                            + " not seen the last change yet",
                        namespace, namespace));
    assertThat(exists("b")).isFalse();
    assertThat(told)
        .singleElement()
        .satisfies(intent ->
            assertThat(intent.conditions())
                .singleElement()
                .satisfies(condition -> {
                  assertThat(condition.reason()).isEqualTo("WaitingForChildren");
                  assertThat(condition.message()).endsWith("/a is ready");
                }));

    becomeReady("a");
    assertThat(attempt("a").outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(child("b").getMetadata().getAnnotations()).containsEntry("fairlead.dev/order", "1");
  }

  @Test
  void a_readiness_of_ones_own_is_told_in_its_words() throws Exception {
    scripted.script =
        (observed, context) ->
            Desired.of(
                    Child.of(deployment("a", 1))
                        .readyWhen(
                            "has a leader",
                            it -> it.getMetadata().getAnnotations().containsKey("leader")))
                .then(deployment("b", 1));

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).endsWith("/a has a leader"));

    edit("a", it -> it.editMetadata().addToAnnotations("leader", "x").endMetadata());
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(exists("b")).isTrue();
  }

  @Test
  void what_is_not_desired_any_more_goes_in_reverse() throws Exception {
    Desired both = Desired.of(Child.of(deployment("a", 1)).readyAtOnce()).then(deployment("b", 1));
    scripted.script = (observed, context) -> both;
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    edit("b", it -> it.editMetadata().addToFinalizers("example.com/slow").endMetadata());

    scripted.script = (observed, context) -> Desired.noChildren();
    assertThat(attempt("a", "b").outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).contains("/a waits until").contains("/b is gone"));
    assertThat(attempt("a", "b").outcome()).isInstanceOf(Outcome.RetryAfter.class);
    assertThat(child("a").getMetadata().getDeletionTimestamp()).isNull();

    edit("b", it -> it.editMetadata().withFinalizers().endMetadata());
    await().until(() -> !exists("b"));
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(exists("a")).isFalse();
  }

  @Test
  void children_go_before_their_primary_and_what_is_kept_stays() throws Exception {
    TinyOwner foregroundOwner =
        new TinyOwner(process.bus(), process.incarnation(), "foreground", 1);
    foregroundOwner.firstBeat.get(10, TimeUnit.SECONDS);
    foreground.script =
        (observed, context) ->
            Desired.of(
                    Child.of(deployment("kept", 1)).keep().readyAtOnce(),
                    Child.of(deployment("a", 1)).readyAtOnce())
                .then(deployment("b", 1));
    assertThat(assign(foregroundOwner).outcome()).isEqualTo(new Outcome.Done());

    edit("b", it -> it.editMetadata().addToFinalizers("example.com/slow").endMetadata());
    admin.client().resource(primary).delete();
    assertThat(assign(foregroundOwner, "kept", "a", "b").outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).contains("waits until").contains("/b is gone"));
    assertThat(child("b").isMarkedForDeletion()).isTrue();
    assertThat(child("a").isMarkedForDeletion()).isFalse();

    edit("b", it -> it.editMetadata().withFinalizers().endMetadata());
    await().until(() -> !exists("b"));
    assertThat(assign(foregroundOwner, "kept", "a").outcome())
        .isInstanceOf(Outcome.RetryAfter.class);
    await().until(() -> !exists("a"));
    assertThat(child("kept").getMetadata().getOwnerReferences()).isEmpty();
    assertThat(child("kept").getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(admin.client().resource(primary).get()).isNotNull();

    assertThat(assign(foregroundOwner).outcome()).isEqualTo(new Outcome.Done());
    assertThat(admin.client().resource(primary).get()).isNull();
    assertThat(exists("kept")).isTrue();
  }
}
