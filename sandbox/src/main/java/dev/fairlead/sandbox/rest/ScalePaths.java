package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a kind keeps what its Scale shows.
 *
 * @param selector empty for a kind that has none
 */
record ScalePaths(List<String> wanted, List<String> present, List<String> selector) {

  static ScalePaths of(Kind kind) {
    Optional<JsonNode> definition =
        kind.definition().map(it -> it.path("subresources").path("scale"));
    return definition.isEmpty()
        ? new ScalePaths(
            List.of("spec", "replicas"), List.of("status", "replicas"), List.of("spec", "selector"))
        : new ScalePaths(
            path(definition.get().path("specReplicasPath")),
            path(definition.get().path("statusReplicasPath")),
            path(definition.get().path("labelSelectorPath")));
  }

  /** The steps of {@code .spec.replicas}. */
  private static List<String> path(JsonNode text) {
    String dotted = text.asText();
    return dotted.isEmpty() ? List.of() : List.of(dotted.substring(1).split("\\.", -1));
  }

  /** The Scale of an object. */
  ObjectNode scale(ObjectNode object) {
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    scale.putObject("metadata");
    for (String field :
        List.of(Meta.NAME, Meta.NAMESPACE, Meta.UID, Meta.RESOURCE_VERSION, Meta.CREATED)) {
      Meta.copy(scale, object, field);
    }
    ObjectNode spec = scale.putObject("spec");
    long replicas = at(object, wanted).asLong();
    if (replicas > 0) {
      spec.put("replicas", replicas);
    }
    ObjectNode status = scale.putObject("status").put("replicas", at(object, present).asLong());
    String selected = selector(at(object, selector));
    if (!selected.isEmpty()) {
      status.put("selector", selected);
    }
    return scale;
  }

  /** Sets how many replicas an object wants. */
  void replicas(ObjectNode object, JsonNode replicas) {
    ObjectNode parent = object;
    for (String step : wanted.subList(0, wanted.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    parent.set(wanted.getLast(), replicas);
  }

  private static JsonNode at(JsonNode object, List<String> path) {
    JsonNode value = object;
    for (String step : path) {
      value = value.path(step);
    }
    return path.isEmpty() ? value.path("") : value;
  }

  /** A selector in one line, as a label selector in a query. */
  private static String selector(JsonNode selector) {
    if (selector.isTextual()) {
      return selector.asText();
    }
    List<String> terms = new ArrayList<>();
    JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    labels
        .properties()
        .forEach(label -> {
          if (label.getValue().isTextual()) {
            terms.add(label.getKey() + "=" + label.getValue().asText());
          }
        });
    selector.path("matchExpressions").forEach(it -> terms.add(expression(it)));
    return String.join(",", terms.stream().sorted().toList());
  }

  private static String expression(JsonNode expression) {
    String key = expression.path("key").asText();
    String values = "(" + String.join(",", Meta.texts(expression.path("values"))) + ")";
    return switch (expression.path("operator").asText()) {
      case "In" -> key + " in " + values;
      case "NotIn" -> key + " notin " + values;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }
}
