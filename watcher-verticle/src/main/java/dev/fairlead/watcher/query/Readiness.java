package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The usual conditions, the first one that is there counts. */
  private static final List<String> CONDITIONS = List.of("Ready", "Available");

  private static final Readiness READY = new Readiness(Optional.of(true), "");

  /** Of a child of any kind. */
  static Readiness ofChild(String group, String kind, JsonNode object) {
    if (!group.equals("apps")) {
      return byConditions(object, CONDITIONS);
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
      default -> byConditions(object, CONDITIONS);
    };
  }

  /** Of a primary, by the condition that its controller declares or one of the usual ones. */
  static Readiness ofPrimary(String declared, JsonNode object) {
    return byConditions(
        object,
        declared.isEmpty()
            ? CONDITIONS
            : Stream.concat(Stream.of(declared), CONDITIONS.stream()).toList());
  }

  private static Readiness byConditions(JsonNode object, List<String> types) {
    return types.stream()
        .flatMap(type -> condition(object, type).stream())
        .findFirst()
        .map(condition -> byCondition(object, condition))
        .orElse(NONE);
  }

  /** What a condition says of an older generation does not hold for this one. */
  private static Readiness byCondition(JsonNode object, JsonNode condition) {
    long generation = object.path("metadata").path("generation").asLong();
    if (condition.path("observedGeneration").asLong(generation) < generation) {
      return new Readiness(
          Optional.of(false),
          "its condition "
              + condition.path("type").asText()
              + " does not speak of the last change yet");
    }
    return condition.path("status").asText().equals("True")
        ? READY
        : new Readiness(Optional.of(false), sentence(condition));
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
