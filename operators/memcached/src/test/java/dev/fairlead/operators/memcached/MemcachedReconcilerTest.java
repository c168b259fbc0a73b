package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How an operator is tested: build what is observed, call the function, look at what is desired. No
 * server, no mock, no waiting.
 */
class MemcachedReconcilerTest {

  private static final Placement NOWHERE = new Placement(null, Optional.empty(), false);

  private final MemcachedReconciler reconciler = new MemcachedReconciler();

  @Test
  void aNewMemcachedGetsItsDeployment() {
    Desired desired = desired(Observed.of(memcached(3, "memcached:1.6.38")));

    Deployment deployment = deploymentOf(desired);
    assertThat(deployment.getMetadata().getName()).isEqualTo("sessions");
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(it -> assertThat(it.getImage()).isEqualTo("memcached:1.6.38"));
    assertStatus(desired, 0);
    assertSays(desired, "Available", "False", "ReplicasNotReady", "0 of 3 replicas are ready");
    assertSays(desired, "Progressing", "True", "RollingOut");
  }

  @Test
  void theSelectorSelectsTheDeploymentsOwnPods() {
    Deployment deployment = deploymentOf(desired(Observed.of(memcached(3, null))));

    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/instance", "sessions");
  }

  @Test
  void thePodsKeepToTheRestrictedStandard() {
    var pod =
        deploymentOf(desired(Observed.of(memcached(1, null)))).getSpec().getTemplate().getSpec();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    var container = pod.getContainers().getFirst().getSecurityContext();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void anImageIsOptional() {
    assertThat(
            deploymentOf(desired(Observed.of(memcached(1, null))))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage())
        .isEqualTo("memcached:1.6");
  }

  @Test
  void readinessIsReportedWhileTheDeploymentRollsOut() {
    Desired desired = desired(observed(memcached(3, null), 3, 2));

    assertStatus(desired, 2);
    assertSays(desired, "Available", "False", "ReplicasNotReady", "2 of 3 replicas are ready");
    assertSays(desired, "Progressing", "True", "RollingOut");
  }

  @Test
  void aCompleteRolloutIsAvailableAndNoLongerProgressing() {
    Desired desired = desired(observed(memcached(3, null), 3, 3));

    assertThat(desired.report().status()).contains(MemcachedStatus.ready(3).version("1.6"));
    assertSays(desired, "Available", "True", "ReplicasReady", "3 of 3 replicas are ready");
    assertSays(desired, "Progressing", "False", "RolloutComplete");
  }

  @Test
  void scalingUpIsNotAvailableBeforeTheNewReplicasAre() {
    Desired desired = desired(observed(memcached(5, null), 3, 3));

    assertThat(deploymentOf(desired).getSpec().getReplicas()).isEqualTo(5);
    assertSays(desired, "Available", "False", "ReplicasNotReady", "3 of 5 replicas are ready");
    assertSays(desired, "Progressing", "True", "RollingOut");
  }

  @Test
  void scalingDownStaysAvailable() {
    Desired desired = desired(observed(memcached(2, null), 3, 3));

    assertThat(deploymentOf(desired).getSpec().getReplicas()).isEqualTo(2);
    assertStatus(desired, 3);
    assertSays(desired, "Available", "True", "ReplicasReady", "2 of 2 replicas are ready");
    assertSays(desired, "Progressing", "True", "RollingOut");
  }

  @Test
  void aStatusOfAnEarlierGenerationIsNotTakenForCompletion() {
    Deployment edited =
        new DeploymentBuilder(rolledOut(memcached(3, null), 3, 3))
            .editMetadata()
            .withGeneration(8L)
            .endMetadata()
            .build();

    assertSays(
        desired(Observed.of(memcached(3, null)).withChild(edited)),
        "Progressing",
        "True",
        "RollingOut");
  }

  @Test
  void whatStandsInTheDeploymentsWayIsSaidOfTheMemcached() {
    Deployment overQuota =
        new DeploymentBuilder(rolledOut(memcached(3, null), 3, 1))
            .editStatus()
            .addNewCondition()
            .withType("ReplicaFailure")
            .withStatus("True")
            .withReason("FailedCreate")
            .withMessage("exceeded quota: pods")
            .endCondition()
            .endStatus()
            .build();

    Desired desired = desired(Observed.of(memcached(3, null)).withChild(overQuota));

    assertSays(
        desired,
        "Available",
        "False",
        "FailedCreate",
        "1 of 3 replicas are ready: exceeded quota: pods");
    assertSays(desired, "Progressing", "False", "FailedCreate");
  }

  @Test
  void whatTheSchemaForbidsIsRejectedAndLeavesTheDeploymentAlone() {
    assertRejected(memcached(0, null), "InvalidSpec", "spec.replicas is 0: set it to 1 or more");
    assertRejected(memcached(-1, null), "InvalidSpec", "spec.replicas is -1");
    assertRejected(memcached(null, null), "InvalidSpec", "spec.replicas is missing");
    assertRejected(memcached(1, ""), "InvalidSpec", "spec.image is \"\"");
    assertRejected(memcached(1, " memcached"), "InvalidSpec", "without spaces");

    Memcached withoutSpec = memcached(1, null);
    withoutSpec.setSpec(null);
    assertRejected(withoutSpec, "InvalidSpec", "spec.replicas is missing");
  }

  @Test
  void aNameHasToFitIntoALabel() {
    Memcached longest = memcached(1, null);
    longest.getMetadata().setName("a".repeat(63));
    assertThat(desired(Observed.of(longest)).children()).hasSize(1);

    longest.getMetadata().setName("a".repeat(64));
    assertRejected(longest, "NameTooLong", "The name has 64 characters");
  }

  @Test
  void aRejectedMemcachedStillReportsItsReplicas() {
    Observed<Memcached> observed =
        Observed.of(memcached(0, null)).withChild(rolledOut(memcached(3, null), 3, 3));

    assertThat(reconcile(observed).report().status()).contains(MemcachedStatus.ready(3));
  }

  private Result reconcile(Observed<Memcached> observed) {
    return reconciler.reconcile(observed, TestContext.of(observed.primary()));
  }

  /** What is desired, which Fairlead has to find sound. */
  private Desired desired(Observed<Memcached> observed) {
    Result result = reconcile(observed);
    assertThat(ControllerDefinition.of(reconciler).problems(observed.primary(), result)).isEmpty();
    assertThat(result).isInstanceOf(Desired.class);
    return (Desired) result;
  }

  private void assertRejected(Memcached memcached, String reason, String message) {
    Result result = reconcile(Observed.of(memcached));
    assertThat(result)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.message()).contains(message);
            });
    assertSays(result, "Progressing", "False", reason);
  }

  private static void assertStatus(Result result, int readyReplicas) {
    assertThat(result.report().status()).contains(MemcachedStatus.ready(readyReplicas));
  }

  private static void assertSays(
      Result result, String type, String status, String reason, String message) {
    assertSays(result, type, status, reason);
    assertThat(result.report().conditions()).extracting(Condition::message).contains(message);
  }

  private static void assertSays(Result result, String type, String status, String reason) {
    assertThat(result.report().conditions())
        .filteredOn(condition -> condition.type().equals(type))
        .singleElement()
        .satisfies(condition -> {
          assertThat(condition.status()).hasToString(status);
          assertThat(condition.reason()).isEqualTo(reason);
        });
  }

  private static Deployment deploymentOf(Desired desired) {
    assertThat(desired.children()).hasSize(1);
    return (Deployment) desired.children().getFirst();
  }

  private static Observed<Memcached> observed(Memcached memcached, int replicas, int ready) {
    return Observed.of(memcached)
        .withChild(rolledOut(memcached(replicas, memcached.getSpec().image()), replicas, ready));
  }

  /** The Deployment of this Memcached as the Deployment controller has seen to it. */
  private static Deployment rolledOut(Memcached memcached, int replicas, int ready) {
    return new DeploymentBuilder(MemcachedDeployment.of(memcached, NOWHERE))
        .editMetadata()
        .withGeneration(7L)
        .endMetadata()
        .withNewStatus()
        .withObservedGeneration(7L)
        .withReplicas(replicas)
        .withUpdatedReplicas(replicas)
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }

  private static Memcached memcached(@Nullable Integer replicas, @Nullable String image) {
    Memcached memcached = new Memcached();
    memcached.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("sessions").build());
    memcached.setSpec(new MemcachedSpec(replicas, image));
    return memcached;
  }
}
