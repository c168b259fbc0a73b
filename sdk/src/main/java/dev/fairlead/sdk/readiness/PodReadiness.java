package dev.fairlead.sdk.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Whether a Pod is ready, and if not, what keeps it back: no node takes it, an image cannot be had,
 * a container ends again and again.
 */
final class PodReadiness {

  private PodReadiness() {}

  static Readiness of(JsonNode pod) {
    JsonNode status = pod.path("status");
    if (status.path("phase").asText().equals("Succeeded") || isTrue(pod, "Ready")) {
      return Readiness.READY;
    }
    return Readiness.not(
        unscheduled(pod)
            .or(() -> container(status.path("initContainerStatuses")))
            .or(() -> container(status.path("containerStatuses")))
            .or(() -> failed(status))
            .or(() -> Readiness.condition(pod, "Ready").map(Readiness::sentence))
            .orElse("it is " + status.path("phase").asText("not started")));
  }

  private static boolean isTrue(JsonNode pod, String type) {
    return Readiness.condition(pod, type)
        .filter(condition -> condition.path("status").asText().equals("True"))
        .isPresent();
  }

  private static Optional<String> unscheduled(JsonNode pod) {
    return Readiness.condition(pod, "PodScheduled")
        .filter(condition -> condition.path("status").asText().equals("False"))
        .map(Readiness::sentence);
  }

  /** The first container that does not run; one that only just starts is none. */
  private static Optional<String> container(JsonNode statuses) {
    for (JsonNode status : statuses) {
      JsonNode waiting = status.path("state").path("waiting");
      JsonNode ended = status.path("state").path("terminated");
      String name = "container " + status.path("name").asText() + ": ";
      if (waiting.isObject() && !isStarting(waiting.path("reason").asText())) {
        return Optional.of(name + Readiness.sentence(waiting) + lastEnd(status));
      }
      if (ended.path("exitCode").asInt(0) != 0) {
        return Optional.of(name + end(ended));
      }
    }
    return Optional.empty();
  }

  private static boolean isStarting(String reason) {
    return reason.equals("ContainerCreating") || reason.equals("PodInitializing");
  }

  private static String lastEnd(JsonNode status) {
    JsonNode ended = status.path("lastState").path("terminated");
    return ended.isObject() ? " (last: " + end(ended) + ")" : "";
  }

  private static String end(JsonNode ended) {
    return ended.path("reason").asText("Ended") + ", exit code " + ended.path("exitCode").asInt();
  }

  private static Optional<String> failed(JsonNode status) {
    String reason = status.path("reason").asText("");
    return reason.isEmpty() ? Optional.empty() : Optional.of(Readiness.sentence(status));
  }
}
