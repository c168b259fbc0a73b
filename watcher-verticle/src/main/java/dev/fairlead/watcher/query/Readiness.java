package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Whether an object is ready, and if not, what it says of itself. Workloads of {@code apps} are
 * judged by their status, as {@code kubectl rollout status} does; everything else by its condition
 * {@code Ready}, or {@code Available} where there is none.
 *
 * @param ready empty where the kind has no notion of readiness
 * @param why why it is not ready, in a few words; empty if it is
 */
record Readiness(Optional<Boolean> ready, String why) {

  /** No notion of readiness. */
  static final Readiness NONE = new Readiness(Optional.empty(), "");

  private static final Readiness READY = new Readiness(Optional.of(true), "");

  /** Of an object of any kind. */
  static Readiness of(String group, String kind, JsonNode object) {
    if (!group.equals("apps")) {
      return byConditions(object);
    }
    JsonNode status = object.path("status");
    long desired = object.path("spec").path("replicas").asLong(1);
    return switch (kind) {
      case "Deployment" -> deployment(object, status, desired);
      case "StatefulSet" ->
          workload(object, status, desired, count(status, "readyReplicas"), "replicas are ready");
      case "ReplicaSet" ->
          workload(
              object,
              status,
              desired,
              count(status, "availableReplicas"),
              "replicas are available");
      case "DaemonSet" ->
          workload(
              object,
              status,
              count(status, "desiredNumberScheduled"),
              Math.min(count(status, "numberAvailable"), count(status, "updatedNumberScheduled")),
              "pods are updated and available");
      default -> byConditions(object);
    };
  }

  /** By the conditions {@code Ready}, else {@code Available}. */
  static Readiness byConditions(JsonNode object) {
    return condition(object, "Ready")
        .or(() -> condition(object, "Available"))
        .map(condition ->
            condition.path("status").asText().equals("True")
                ? READY
                : new Readiness(Optional.of(false), sentence(condition)))
        .orElse(NONE);
  }

  private static Readiness deployment(JsonNode object, JsonNode status, long desired) {
    Optional<JsonNode> failure =
        condition(object, "ReplicaFailure")
            .filter(condition -> condition.path("status").asText().equals("True"))
            .or(() ->
                condition(object, "Progressing")
                    .filter(condition -> condition.path("status").asText().equals("False")));
    long updated = count(status, "updatedReplicas");
    long available = Math.min(updated, count(status, "availableReplicas"));
    Readiness counted =
        workload(object, status, desired, available, "replicas are updated and available");
    if (counted.ready().equals(Optional.of(true)) && count(status, "replicas") > updated) {
      return new Readiness(Optional.of(false), "replicas of an older revision are still there");
    }
    return counted.ready().equals(Optional.of(true))
        ? counted
        : failure
            .map(condition -> new Readiness(Optional.of(false), sentence(condition)))
            .orElse(counted);
  }

  private static Readiness workload(
      JsonNode object, JsonNode status, long desired, long have, String words) {
    if (count(status, "observedGeneration") < object.path("metadata").path("generation").asLong()) {
      return new Readiness(Optional.of(false), "its controller has not seen the last change yet");
    }
    return have >= desired
        ? READY
        : new Readiness(Optional.of(false), have + " of " + desired + " " + words);
  }

  private static long count(JsonNode status, String field) {
    return status.path(field).asLong(0);
  }

  private static Optional<JsonNode> condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private static String sentence(JsonNode condition) {
    String reason = condition.path("reason").asText("");
    String message = condition.path("message").asText("");
    if (reason.isEmpty() && message.isEmpty()) {
      return "its condition "
          + condition.path("type").asText()
          + " is "
          + condition.path("status").asText();
    }
    return reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message;
  }
}
