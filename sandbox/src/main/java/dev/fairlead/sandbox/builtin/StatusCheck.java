package dev.fairlead.sandbox.builtin;

import java.util.List;
import java.util.function.Consumer;

/** What the status of a workload can say: no less than none, and no more than there are. */
final class StatusCheck {

  private StatusCheck() {}

  /** The check of a status; none for a kind whose status may say anything. */
  static Consumer<Check> of(String collection) {
    return switch (collection) {
      case "deployments.apps" -> StatusCheck::deployment;
      case "replicasets.apps", "replicationcontrollers" -> StatusCheck::replicaSet;
      case "statefulsets.apps" -> StatusCheck::statefulSet;
      default -> _ -> {};
    };
  }

  private static void deployment(Check status) {
    notNegative(
        status,
        "observedGeneration",
        "replicas",
        "updatedReplicas",
        "terminatingReplicas",
        "readyReplicas",
        "availableReplicas",
        "unavailableReplicas",
        "collisionCount");
    noMore(status, "updatedReplicas", "replicas", "status.replicas");
    noMore(status, "readyReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "readyReplicas", "readyReplicas");
  }

  private static void replicaSet(Check status) {
    notNegative(
        status,
        "replicas",
        "fullyLabeledReplicas",
        "readyReplicas",
        "availableReplicas",
        "terminatingReplicas",
        "observedGeneration");
    noMore(status, "fullyLabeledReplicas", "replicas", "status.replicas");
    noMore(status, "readyReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "readyReplicas", "readyReplicas");
  }

  private static void statefulSet(Check status) {
    notNegative(
        status,
        "replicas",
        "readyReplicas",
        "currentReplicas",
        "updatedReplicas",
        "availableReplicas",
        "observedGeneration",
        "collisionCount");
    noMore(status, "readyReplicas", "replicas", "status.replicas");
    noMore(status, "currentReplicas", "replicas", "status.replicas");
    noMore(status, "updatedReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "replicas", "status.replicas");
    noMore(status, "availableReplicas", "readyReplicas", "status.readyReplicas");
  }

  private static void notNegative(Check status, String... fields) {
    List.of(fields).forEach(field -> status.at(field).notNegative());
  }

  /**
   * @param shown the limit's name, for which the API knows no rule
   */
  private static void noMore(Check status, String field, String limit, String shown) {
    if (status.at(field).number() > status.at(limit).number()) {
      status.at(field).invalid("cannot be greater than " + shown);
    }
  }
}
