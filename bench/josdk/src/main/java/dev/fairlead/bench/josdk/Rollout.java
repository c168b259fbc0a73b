package dev.fairlead.bench.josdk;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** How far a Deployment is, and what that says of its Memcached. */
record Rollout(Memcached memcached, Optional<Deployment> deployment) {

  static Rollout of(Memcached memcached, Optional<Deployment> deployment) {
    return new Rollout(memcached, deployment);
  }

  MemcachedStatus status() {
    return new MemcachedStatus(ready(), List.of(available(), progressing()));
  }

  private Condition available() {
    int wanted = wanted();
    String count = "%d of %d replicas are ready".formatted(Math.min(ready(), wanted), wanted);
    return ready() >= wanted
        ? condition("Available", "True", "ReplicasReady", count)
        : condition("Available", "False", "ReplicasNotReady", count);
  }

  private Condition progressing() {
    DeploymentStatus status = observed();
    boolean complete =
        deployment
                .filter(it ->
                    orZero(status.getObservedGeneration()) >= it.getMetadata().getGeneration())
                .isPresent()
            && orZero(status.getReplicas()) == wanted()
            && orZero(status.getUpdatedReplicas()) == wanted()
            && ready() == wanted();
    return complete
        ? condition("Progressing", "False", "RolloutComplete", "The Deployment is as it should be")
        : condition("Progressing", "True", "RollingOut", "The Deployment is rolling out");
  }

  /** The time of the last transition stays while the status does. */
  private Condition condition(String type, String status, String reason, String message) {
    Optional<Condition> before =
        Optional.ofNullable(memcached.getStatus())
            .map(MemcachedStatus::conditions)
            .flatMap(all -> all.stream().filter(it -> it.getType().equals(type)).findFirst())
            .filter(it -> it.getStatus().equals(status));
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withObservedGeneration(memcached.getMetadata().getGeneration())
        .withLastTransitionTime(
            before
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()))
        .build();
  }

  private int wanted() {
    return memcached.getSpec().replicas();
  }

  private int ready() {
    return Math.toIntExact(orZero(observed().getReadyReplicas()));
  }

  private DeploymentStatus observed() {
    return deployment.map(Deployment::getStatus).orElseGet(DeploymentStatus::new);
  }

  private static long orZero(Number number) {
    return number == null ? 0 : number.longValue();
  }
}
