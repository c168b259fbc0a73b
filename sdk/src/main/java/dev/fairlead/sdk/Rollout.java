package dev.fairlead.sdk;

import dev.fairlead.protocol.status.Condition;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment is that is the child of a primary, and the two conditions that say so of the
 * primary, by the convention of Deployments themselves. Immutable.
 *
 * @param deployment as observed; empty before it has been created
 */
public record Rollout(Optional<Deployment> deployment) {

  /** As many replicas are ready as are asked for. */
  public static final Condition.Type AVAILABLE = Condition.of("Available");

  /** It is on its way to what is asked for, and nothing is in the way. */
  public static final Condition.Type PROGRESSING = Condition.of("Progressing");

  /** How many replicas are ready. */
  public int ready() {
    return orZero(status().getReadyReplicas());
  }

  /**
   * Available: as many replicas are ready as are asked for.
   *
   * @param desired without a number of replicas where an autoscaler has it; then the observed one
   *     counts
   */
  public Condition available(Deployment desired) {
    int wanted = wanted(desired);
    String count = "%d of %d replicas are ready".formatted(Math.min(ready(), wanted), wanted);
    if (ready() >= wanted) {
      return AVAILABLE.isTrue("ReplicasReady", count);
    }
    return obstacle()
        .map(it -> AVAILABLE.isFalse(it.getReason(), count + ": " + it.getMessage()))
        .orElseGet(() -> AVAILABLE.isFalse("ReplicasNotReady", count));
  }

  /**
   * Progressing: the Deployment is on its way to what is asked for, and nothing is in the way. It
   * says the same before and after the Deployment has been written: another text would cost a write
   * of the status and tell nobody anything.
   */
  public Condition progressing(Deployment desired) {
    if (isComplete(desired)) {
      return PROGRESSING.isFalse("RolloutComplete", "The Deployment is as it should be");
    }
    return obstacle()
        .filter(_ -> isAsked(desired))
        .map(it -> PROGRESSING.isFalse(it.getReason(), it.getMessage()))
        .orElseGet(() -> PROGRESSING.isTrue("RollingOut", "The Deployment is rolling out"));
  }

  /** Whether all replicas are as is asked for, ready, and no others are left. */
  public boolean isComplete(Deployment desired) {
    return isAsked(desired) && isComplete(wanted(desired));
  }

  /** One replica is what the API server takes where nobody says how many. */
  private int wanted(Deployment desired) {
    return Optional.ofNullable(desired.getSpec().getReplicas())
        .or(() -> deployment.map(it -> it.getSpec().getReplicas()))
        .orElse(1);
  }

  private boolean isAsked(Deployment desired) {
    return deployment.filter(it -> isAsked(it.getSpec(), desired.getSpec())).isPresent();
  }

  private static boolean isAsked(DeploymentSpec observed, DeploymentSpec desired) {
    return (desired.getReplicas() == null || desired.getReplicas().equals(observed.getReplicas()))
        && images(observed).entrySet().containsAll(images(desired).entrySet());
  }

  private static Map<String, String> images(DeploymentSpec spec) {
    return spec.getTemplate().getSpec().getContainers().stream()
        .collect(Collectors.toMap(Container::getName, Container::getImage, (one, other) -> other));
  }

  /** The test of {@code kubectl rollout status}, and all replicas are ready. */
  private boolean isComplete(int wanted) {
    return isUpToDate()
        && orZero(status().getReplicas()) == wanted
        && orZero(status().getUpdatedReplicas()) == wanted
        && ready() == wanted;
  }

  /** Whether the Deployment's status speaks of its present spec. */
  private boolean isUpToDate() {
    return deployment.isPresent()
        && orZero(status().getObservedGeneration())
            >= orZero(deployment.get().getMetadata().getGeneration());
  }

  /** What the Deployment itself says stands in the way: a quota, a deadline. */
  private Optional<DeploymentCondition> obstacle() {
    return isUpToDate()
        ? status().getConditions().stream().filter(Rollout::isObstacle).findFirst()
        : Optional.empty();
  }

  private static boolean isObstacle(DeploymentCondition condition) {
    return switch (condition.getType()) {
      case "ReplicaFailure" -> condition.getStatus().equals("True");
      case "Progressing" -> condition.getStatus().equals("False");
      default -> false;
    };
  }

  private DeploymentStatus status() {
    return deployment.map(Deployment::getStatus).orElseGet(DeploymentStatus::new);
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
