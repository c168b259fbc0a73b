package dev.fairlead.sdk.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sdk.Decoding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Whether an object is ready, and if not, what it says of itself. Workloads of {@code apps} are
 * judged by their status, as {@code kubectl rollout status} does; Pods by what their containers
 * wait for; Jobs when they have completed; claims when they are bound; Services of type
 * LoadBalancer when they have an address; everything else by its condition {@code Ready}, or {@code
 * Available} where there is none, if that speaks of the present generation. Immutable.
 *
 * @param ready empty where the kind has no notion of readiness
 * @param why why it is not ready, in a few words; empty if it is
 * @param look the command that shows more, where the object itself says no more; empty for none
 */
public record Readiness(Optional<Boolean> ready, String why, String look) {

  /** No notion of readiness. */
  public static final Readiness NONE = new Readiness(Optional.empty(), "", "");

  /** The usual conditions, the first one that is there counts. */
  private static final List<String> CONDITIONS = List.of("Ready", "Available");

  /** It is ready. */
  public static final Readiness READY = new Readiness(Optional.of(true), "", "");

  /** It is not ready, and says why. */
  public static Readiness not(String why) {
    return new Readiness(Optional.of(false), why, "");
  }

  /** Of an object of any kind. */
  public static Readiness of(HasMetadata object) {
    String apiVersion = object.getApiVersion();
    int slash = apiVersion.indexOf('/');
    return ofChild(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        object.getKind(),
        Decoding.serialization().convertValue(object, JsonNode.class));
  }

  /** Of an object of any kind, as JSON. */
  public static Readiness ofChild(String group, String kind, JsonNode object) {
    return switch (group) {
      case "" -> core(kind, object);
      case "apps" -> apps(kind, object);
      case "batch" -> kind.equals("Job") ? job(object) : byConditions(object, CONDITIONS);
      default -> byConditions(object, CONDITIONS);
    };
  }

  /** Whether nothing speaks against building on it: what has no notion of readiness is ready. */
  public boolean isReady() {
    return ready.orElse(true);
  }

  private static Readiness core(String kind, JsonNode object) {
    return switch (kind) {
      case "Pod" -> PodReadiness.of(object);
      case "PersistentVolumeClaim" -> claim(object);
      case "Service" -> service(object);
      default -> byConditions(object, CONDITIONS);
    };
  }

  private static Readiness claim(JsonNode object) {
    String phase = object.path("status").path("phase").asText("Pending");
    return phase.equals("Bound") ? READY : not("it is " + phase + ", no volume is bound to it");
  }

  private static Readiness service(JsonNode object) {
    boolean balanced = object.path("spec").path("type").asText().equals("LoadBalancer");
    return balanced && object.path("status").path("loadBalancer").path("ingress").isEmpty()
        ? not("it has no address of a load balancer yet")
        : NONE;
  }

  private static Readiness job(JsonNode object) {
    if (condition(object, "Complete", "True").isPresent()) {
      return READY;
    }
    return condition(object, "Failed", "True")
        .map(failure -> not(sentence(failure)))
        .orElseGet(() ->
            not(
                count(object.path("status"), "succeeded")
                    + " of "
                    + object.path("spec").path("completions").asLong(1)
                    + " completions are done"));
  }

  private static Readiness apps(String kind, JsonNode object) {
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
  public static Readiness ofPrimary(String declared, JsonNode object) {
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
        .orElseGet(() -> byGeneration(object));
  }

  private static Readiness byGeneration(JsonNode object) {
    long generation = object.path("metadata").path("generation").asLong();
    return object.path("status").path("observedGeneration").asLong(generation) < generation
        ? not("its controller has not seen the last change yet")
        : NONE;
  }

  /** What a condition says of an older generation does not hold for this one. */
  private static Readiness byCondition(JsonNode object, JsonNode condition) {
    long generation = object.path("metadata").path("generation").asLong();
    if (condition.path("observedGeneration").asLong(generation) < generation) {
      return not(
          "its condition "
              + condition.path("type").asText()
              + " does not speak of the last change yet");
    }
    return condition.path("status").asText().equals("True") ? READY : not(sentence(condition));
  }

  private static Readiness deployment(JsonNode object, JsonNode status, long desired) {
    long updated = count(status, "updatedReplicas");
    long available = Math.min(updated, count(status, "availableReplicas"));
    Readiness counted =
        workload(object, status, desired, available, "replicas are updated and available");
    if (counted.ready().equals(Optional.of(true))) {
      return count(status, "replicas") > updated
          ? not("replicas of an older revision are still there")
          : counted;
    }
    return condition(object, "ReplicaFailure", "True")
        .map(failure -> not(sentence(failure)))
        .or(() ->
            condition(object, "Progressing", "False")
                .map(stuck -> new Readiness(Optional.of(false), sentence(stuck), counted.look())))
        .orElse(counted);
  }

  private static Readiness workload(
      JsonNode object, JsonNode status, long desired, long have, String words) {
    if (count(status, "observedGeneration") < object.path("metadata").path("generation").asLong()) {
      return not("its controller has not seen the last change yet");
    }
    return have >= desired
        ? READY
        : new Readiness(
            Optional.of(false), have + " of " + desired + " " + words, "kubectl " + pods(object));
  }

  /** How to ask for the Pods of a workload, which alone say what keeps them back. */
  private static String pods(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    StringJoiner labels = new StringJoiner(",");
    object
        .path("spec")
        .path("selector")
        .path("matchLabels")
        .properties()
        .forEach(label -> labels.add(label.getKey() + "=" + label.getValue().asText()));
    return labels.length() == 0
        ? "describe pods -n " + metadata.path("namespace").asText()
        : "describe pods -n " + metadata.path("namespace").asText() + " -l " + labels;
  }

  private static long count(JsonNode status, String field) {
    return status.path(field).asLong(0);
  }

  static Optional<JsonNode> condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> condition(JsonNode object, String type, String status) {
    return condition(object, type)
        .filter(condition -> condition.path("status").asText().equals(status));
  }

  static String sentence(JsonNode condition) {
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
