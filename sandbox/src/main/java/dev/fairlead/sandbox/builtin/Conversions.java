package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * Where two versions of one built-in resource have different fields, and how one becomes the other.
 * The others' versions differ in their {@code apiVersion} only.
 */
public final class Conversions {

  private static final String HPA = "horizontalpodautoscalers.autoscaling";
  private static final Map<String, String> SHARED = Map.of("events.events.k8s.io", "events");

  private Conversions() {}

  /** Where the kind's objects are stored: events of both groups are in the same place. */
  public static String collection(Kind kind) {
    return SHARED.getOrDefault(kind.collection(), kind.collection());
  }

  /** The object as it is stored. Changes the object. */
  public static void toStorage(Kind kind, ObjectNode object) {
    if (kind.collection().equals("events.events.k8s.io")) {
      EventRules.toCore(object);
    } else if (kind.collection().equals(HPA) && kind.version().equals("v1")) {
      toSecond(object);
    }
  }

  /** The stored object as the kind shows it. Changes the object. */
  public static void fromStorage(Kind kind, ObjectNode object) {
    String stored = object.path("apiVersion").asText();
    if (kind.collection().equals("events.events.k8s.io") && stored.equals("v1")) {
      EventRules.toEvents(object);
    } else if (kind.collection().equals(HPA)
        && kind.version().equals("v1")
        && stored.equals("autoscaling/v2")) {
      toFirst(object);
    } else {
      object.put("apiVersion", kind.apiVersion());
    }
  }

  private static void toSecond(ObjectNode object) {
    object.put("apiVersion", "autoscaling/v2");
    if (object.get("spec") instanceof ObjectNode spec) {
      JsonNode percent = spec.remove("targetCPUUtilizationPercentage");
      ObjectNode metric = Json.NODES.objectNode().put("type", "Resource");
      metric
          .putObject("resource")
          .put("name", "cpu")
          .putObject("target")
          .put("type", "Utilization")
          .put("averageUtilization", percent == null ? 80 : percent.asInt());
      spec.putArray("metrics").add(metric);
    }
  }

  private static void toFirst(ObjectNode object) {
    object.put("apiVersion", "autoscaling/v1");
    if (object.get("spec") instanceof ObjectNode spec) {
      cpu(spec).ifPresent(it -> spec.put("targetCPUUtilizationPercentage", it));
      spec.remove("metrics");
      spec.remove("behavior");
    }
    if (object.get("status") instanceof ObjectNode status) {
      status.remove("currentMetrics");
      status.remove("conditions");
      for (String count : new String[] {"currentReplicas", "desiredReplicas"}) {
        if (!status.has(count)) {
          status.put(count, 0);
        }
      }
    }
  }

  private static Optional<Integer> cpu(ObjectNode spec) {
    return Json.objects(spec.path("metrics")).stream()
        .map(metric -> metric.path("resource"))
        .filter(resource -> resource.path("name").asText().equals("cpu"))
        .map(resource -> resource.path("target").path("averageUtilization"))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asInt)
        .findFirst();
  }
}
