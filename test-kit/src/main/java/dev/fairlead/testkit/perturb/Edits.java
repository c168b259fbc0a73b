package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the edits of a spec that its schema suggests, as Acto does (SOSP '23): of each field in
 * turn another value, its bounds, its absence and its presence, one item more and one less, and
 * beside these what the schema forbids. Pure; the same spec always has the same edits.
 */
final class Edits {

  private static final int PRESENCES = 2;

  /** Longer texts are not shown. */
  private static final int SHOWN_MAX = 200;

  private final JsonNode schema;
  private final Set<String> kept;

  /**
   * Of one kind.
   *
   * @param schema of its spec
   * @param kept fields that are not edited, such as {@code spec.replicas}
   */
  Edits(JsonNode schema, Set<String> kept) {
    this.schema = schema;
    this.kept = Set.copyOf(kept);
  }

  /** All edits of a spec. */
  List<Edit> of(ObjectNode spec) {
    List<Edit> edits = new ArrayList<>();
    object(schema, List.of(), spec, edits);
    edits.removeIf(edit -> kept.contains("spec." + String.join(".", edit.path())));
    return edits;
  }

  private static void object(
      JsonNode schema, List<String> at, ObjectNode object, List<Edit> edits) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          List<String> path = below(at, property.getKey());
          JsonNode now = object.path(property.getKey());
          boolean required = Samples.texts(schema.path("required")).contains(property.getKey());
          if (now.isMissingNode()) {
            Samples.allowed(property.getValue(), Optional.empty()).stream()
                .limit(PRESENCES)
                .forEach(value -> edits.add(new Edit(path, Optional.of(value), true)));
          } else {
            edits.add(new Edit(path, Optional.empty(), !required));
            change(property.getValue(), path, now, edits);
          }
        });
    JsonNode values = schema.path("additionalProperties");
    if (values.isObject()) {
      entries(values, at, object, edits);
    }
  }

  /** The first entry of a map is changed and taken away, and another one comes. */
  private static void entries(JsonNode values, List<String> at, ObjectNode map, List<Edit> edits) {
    map.properties().stream()
        .findFirst()
        .ifPresent(entry -> {
          List<String> path = below(at, entry.getKey());
          edits.add(new Edit(path, Optional.empty(), true));
          change(values, path, entry.getValue(), edits);
        });
    Samples.keys(values)
        .filter(key -> !map.has(key))
        .findFirst()
        .ifPresent(key ->
            Samples.allowed(values, Optional.empty()).stream()
                .limit(1)
                .forEach(value -> edits.add(new Edit(below(at, key), Optional.of(value), true))));
  }

  private static void change(JsonNode schema, List<String> at, JsonNode now, List<Edit> edits) {
    switch (now) {
      case ObjectNode object -> object(schema, at, object, edits);
      case ArrayNode list -> list(schema, at, list, edits);
      default ->
          Samples.allowed(schema, Optional.of(now)).stream()
              .filter(value -> !value.equals(now))
              .forEach(value -> edits.add(new Edit(at, Optional.of(value), true)));
    }
    Samples.refused(schema).forEach(value -> edits.add(new Edit(at, Optional.of(value), false)));
  }

  /** One item more, one less, and another first one. */
  private static void list(JsonNode schema, List<String> at, ArrayNode list, List<Edit> edits) {
    JsonNode items = schema.path("items");
    Optional<JsonNode> first = Optional.ofNullable(list.get(0));
    if (list.size() < schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      Stream.concat(
              Samples.allowed(items, first).stream(),
              Samples.allowed(items, Optional.empty()).stream())
          .filter(item -> !contains(list, item))
          .findFirst()
          .ifPresent(item -> edits.add(new Edit(at, Optional.of(list.deepCopy().add(item)), true)));
    }
    if (!list.isEmpty()) {
      ArrayNode shorter = list.deepCopy();
      shorter.remove(list.size() - 1);
      edits.add(
          new Edit(at, Optional.of(shorter), shorter.size() >= schema.path("minItems").asInt(0)));
      change(items, below(at, "0"), list.get(0), edits);
    }
  }

  private static boolean contains(ArrayNode list, JsonNode item) {
    for (JsonNode each : list) {
      if (each.equals(item)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> below(List<String> at, String name) {
    List<String> path = new ArrayList<>(at);
    path.add(name);
    return path;
  }

  /** What differs between two specs, a line each, such as {@code spec.replicas: 2 → 3}. */
  static List<String> differences(JsonNode before, JsonNode after) {
    List<String> lines = new ArrayList<>();
    differences("spec", before, after, lines);
    return lines;
  }

  private static void differences(String at, JsonNode before, JsonNode after, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
      Stream.concat(one.properties().stream(), other.properties().stream())
          .map(property -> property.getKey())
          .distinct()
          .forEach(name -> differences(at + "." + name, one.path(name), other.path(name), lines));
      return;
    }
    lines.add(at + ": " + text(before) + " → " + text(after));
  }

  private static String text(JsonNode node) {
    return switch (node) {
      case TextNode text when text.asText().length() > SHOWN_MAX ->
          "a text of " + text.asText().length() + " characters";
      case JsonNode absent when absent.isMissingNode() -> "nothing";
      default -> node.toString();
    };
  }
}
