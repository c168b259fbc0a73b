package dev.fairlead.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Desired;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Children as they are desired, written on a real API server. */
@RealControlPlane
class ChildrenIT extends ReconcilerScene {

  ChildrenIT(ControlPlane plane) {
    super(plane);
  }

  @Test
  void creates_then_keeps_then_updates_then_deletes() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    Finished created = attempt();
    assertThat(created.outcome()).isEqualTo(new Outcome.Done());
    assertThat(created.writes())
        .singleElement()
        .isInstanceOfSatisfying(
            WriteEntry.Written.class,
            written -> {
              assertThat(written.verb()).isEqualTo("create");
              assertThat(written.code()).isEqualTo(201);
            });
    Deployment child = child("a");
    assertThat(child.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.getUid()).isEqualTo(primary.getMetadata().getUid());
          assertThat(reference.getController()).isTrue();
        });

    calls.clear();
    Finished kept = attempt("a");
    assertThat(kept.outcome()).isEqualTo(new Outcome.Done());
    assertThat(kept.writes()).isEmpty();
    assertThat(calls).isEmpty();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 3));
    Finished updated = attempt("a");
    assertThat(updated.outcome()).isEqualTo(new Outcome.Done());
    assertThat(calls)
        .hasSize(1)
        .allMatch(call -> call.verb().equals("patch") && call.code() == 200);
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(3);

    scripted.script = (observed, context) -> Desired.children(List.of());
    calls.clear();
    Finished deleted = attempt("a");
    assertThat(deleted.outcome()).isEqualTo(new Outcome.Done());
    assertThat(deleted.writes()).singleElement().isInstanceOf(WriteEntry.Gone.class);
    assertThat(calls).hasSize(1).allMatch(call -> call.verb().equals("delete"));
    assertThat(told).isEmpty();
  }

  @Test
  void leaves_a_child_alone_that_somebody_else_controls() throws Exception {
    ConfigMap other = create(configMap("other"));
    Deployment foreign = deployment("a", 1);
    foreign.getMetadata().setNamespace(namespace);
    foreign
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName("other")
                    .withUid(other.getMetadata().getUid())
                    .withController(true)
                    .build()));
    String before = admin.client().resource(foreign).create().getMetadata().getResourceVersion();

    scripted.script =
        (observed, context) -> Desired.children(deployment("a", 5), deployment("b", 1));
    Finished finished = attempt();

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("ControlledByAnother");
              assertThat(rejected.message()).contains("ConfigMap other", "/a");
            });
    assertThat(child("a").getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(child("b").getSpec().getReplicas()).isEqualTo(1);
    assertThat(told)
        .singleElement()
        .satisfies(intent -> {
          assertThat(intent.conditions())
              .singleElement()
              .satisfies(condition -> {
                assertThat(condition.type()).isEqualTo("Ready");
                assertThat(condition.status()).isEqualTo(Condition.Status.FALSE);
                assertThat(condition.reason()).isEqualTo("ControlledByAnother");
              });
          assertThat(intent.events()).hasSize(1);
        });
  }

  @Test
  void adopts_a_child_that_nobody_controls_only_if_asked() throws Exception {
    Deployment orphan = deployment("a", 1);
    orphan.getMetadata().setNamespace(namespace);
    admin.client().resource(orphan).create();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("AlreadyExists");
              assertThat(rejected.message()).contains("/a", "Child.adopt");
            });
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);

    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 2)).adopt());
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(2);
    assertThat(child("a").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void a_child_that_was_lost_is_taken_back() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    edit("a", it -> it.editMetadata().withOwnerReferences().endMetadata());

    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void a_changed_selector_is_refused_and_what_serves_stays() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    String before = child("a").getMetadata().getUid();

    scripted.script = (observed, context) -> Desired.children(selecting("b", deployment("a", 2)));
    assertThat(attempt("a").outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("ImmutableField");
              assertThat(rejected.message())
                  .contains("spec.selector", "stays as it is", "Child.recreate");
            });
    assertThat(child("a").getMetadata().getUid()).isEqualTo(before);

    scripted.script =
        (observed, context) -> Desired.of(Child.of(selecting("b", deployment("a", -1))).recreate());
    assertThat(attempt("a").outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo("Invalid"));
    assertThat(child("a").getMetadata().getUid()).isEqualTo(before);

    scripted.script =
        (observed, context) -> Desired.of(Child.of(selecting("b", deployment("a", 2))).recreate());
    assertThat(attempt("a").outcome()).isInstanceOf(Outcome.RetryAfter.class);
    await().until(() -> !exists("a"));
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getSelector().getMatchLabels()).containsValue("b");
  }

  @Test
  void a_child_that_is_created_once_is_never_written_again() throws Exception {
    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 1)).createOnly());
    attempt();

    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 5)).createOnly());
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);
  }

  @Test
  void a_child_that_the_watch_has_ceased_to_show_is_made_as_it_should_be() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    assertThat(attemptAfter(2).outcome())
        .isEqualTo(new Outcome.Stale(ref("a"), ResourceVersion.NONE));
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);
    assertThat(attemptAfter(3).outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void a_child_that_no_selector_will_ever_show_is_named() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();

    assertThat(attemptAfter(3).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("NotSelected");
              assertThat(failed.message()).contains("/a", "selector");
            });
  }

  @Test
  void a_child_that_changed_since_it_was_seen_makes_the_attempt_stale() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    Snapshot seen = snapshot("a");
    admin
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("a")
        .edit(existing ->
            new DeploymentBuilder(existing).editSpec().withReplicas(7).endSpec().build());

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    Finished finished = run(seen, DEADLINE).get(20, TimeUnit.SECONDS);

    assertThat(finished.outcome())
        .isEqualTo(new Outcome.Stale(ref("a"), seen.children().getFirst().resourceVersion()));
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(7);
    assertThat(told).isEmpty();
  }

  @Test
  void a_child_that_the_server_refuses_is_rejected_in_its_words() throws Exception {
    scripted.script =
        (observed, context) ->
            Desired.children(
                new DeploymentBuilder(deployment("a", 1))
                    .editSpec()
                    .withReplicas(-1)
                    .endSpec()
                    .build());

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("Invalid");
              assertThat(rejected.message()).contains("spec.replicas");
            });
  }

  @Test
  void a_child_in_another_namespace_is_rejected_before_anything_is_written() throws Exception {
    Deployment elsewhere = deployment("b", 1);
    elsewhere.getMetadata().setNamespace("default");
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1), elsewhere);

    Finished finished = attempt();

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo("InvalidChild"));
    assertThat(finished.writes()).isEmpty();
  }
}
