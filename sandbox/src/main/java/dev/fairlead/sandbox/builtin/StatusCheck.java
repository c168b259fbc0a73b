package dev.fairlead.sandbox.builtin;

import java.util.List;
import java.util.function.Consumer;

/**
 * What the status of a workload can say: no less than none, and no more than there are.
 *
 * @param counts what is not negative
 * @param parts what is not more than the replicas
 * @param ready what the limit of the available replicas is called, for which the API knows no rule
 */
record StatusCheck(List<String> counts, List<String> parts, String ready)
    implements Consumer<Check> {

  private static final StatusCheck DEPLOYMENT =
      new StatusCheck(
          List.of(
              "observedGeneration",
              "replicas",
              "updatedReplicas",
              "terminatingReplicas",
              "readyReplicas",
              "availableReplicas",
              "unavailableReplicas",
              "collisionCount"),
          List.of("updatedReplicas", "readyReplicas", "availableReplicas"),
          "readyReplicas");

  private static final StatusCheck REPLICA_SET =
      new StatusCheck(
          List.of(
              "replicas",
              "fullyLabeledReplicas",
              "readyReplicas",
              "availableReplicas",
              "terminatingReplicas",
              "observedGeneration"),
          List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"),
          "readyReplicas");

  private static final StatusCheck STATEFUL_SET =
      new StatusCheck(
          List.of(
              "replicas",
              "readyReplicas",
              "currentReplicas",
              "updatedReplicas",
              "availableReplicas",
              "observedGeneration",
              "collisionCount"),
          List.of("readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"),
          "status.readyReplicas");

  /** The check of a status; none for a kind whose status may say anything. */
  static Consumer<Check> of(String collection) {
    return switch (collection) {
      case "deployments.apps" -> DEPLOYMENT;
      case "replicasets.apps", "replicationcontrollers" -> REPLICA_SET;
      case "statefulsets.apps" -> STATEFUL_SET;
      default -> _ -> {};
    };
  }

  @Override
  public void accept(Check status) {
    status.noneNegative(counts);
    parts.forEach(part -> notAbove(status, part, "replicas", "status.replicas"));
    notAbove(status, "availableReplicas", "readyReplicas", ready);
  }

  private static void notAbove(Check status, String field, String limit, String shown) {
    if (status.at(field).number() > status.at(limit).number()) {
      status.at(field).invalid("cannot be greater than " + shown);
    }
  }
}
