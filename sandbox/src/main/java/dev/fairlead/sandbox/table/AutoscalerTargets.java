package dev.fairlead.sandbox.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an autoscaler aims at, and where it is: {@code cpu: 20%/80%}. */
final class AutoscalerTargets {

  private static final int SHOWN_MAX = 2;
  private static final Map<String, String> FIELDS =
      Map.of(
          "Resource", "resource",
          "ContainerResource", "containerResource",
          "Pods", "pods",
          "Object", "object",
          "External", "external");

  private AutoscalerTargets() {}

  static String text(Row row) {
    JsonNode metrics = row.at("spec.metrics");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      texts.add(one(metrics.path(i), row.at("status.currentMetrics").path(i)));
    }
    if (texts.isEmpty()) {
      return Row.NONE;
    }
    String shown = String.join(", ", texts.subList(0, Math.min(SHOWN_MAX, texts.size())));
    int more = texts.size() - SHOWN_MAX;
    return more > 0 ? shown + " + " + more + " more..." : shown;
  }

  private static String one(JsonNode metric, JsonNode status) {
    String type = metric.path("type").asText();
    String field = FIELDS.getOrDefault(type, "");
    if (field.isEmpty()) {
      return "<unknown type>";
    }
    JsonNode target = metric.path(field).path("target");
    JsonNode current = status.path(field).path("current");
    boolean average = target.hasNonNull("averageValue");
    if (type.endsWith("Resource")) {
      String name = metric.path(field).path("name").asText() + ": ";
      return average
          ? name + pair(current, target, "averageValue")
          : name + percent(current, "<unknown>") + "/" + percent(target, "<auto>");
    }
    if (type.equals("Pods")) {
      return pair(current, target, "averageValue");
    }
    return average
        ? pair(current, target, "averageValue") + " (avg)"
        : pair(current, target, "value");
  }

  private static String pair(JsonNode current, JsonNode target, String field) {
    return current.path(field).asText("<unknown>") + "/" + target.path(field).asText();
  }

  private static String percent(JsonNode value, String otherwise) {
    JsonNode utilization = value.path("averageUtilization");
    return utilization.isNumber() ? utilization.asText() + "%" : otherwise;
  }
}
