package dev.fairlead.sandbox.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Objects of one kind in another of its versions. Custom resources know no conversion but that of
 * the apiVersion; among the built-in kinds only Event is served in two groups.
 */
public final class Versions {

  private static final Map<String, String> TO_EVENTS_GROUP =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private static final Map<String, String> FROM_EVENTS_GROUP =
      TO_EVENTS_GROUP.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private Versions() {}

  /**
   * The object as this kind serves it.
   *
   * @param object not changed; the answer is the same object where nothing differs, and shares its
   *     parts otherwise
   */
  public static ObjectNode in(Kind kind, ObjectNode object) {
    if (object.path("apiVersion").asText().equals(kind.apiVersion())) {
      return object;
    }
    Map<String, String> renamed =
        kind.custom()
            ? Map.of()
            : kind.group().equals("events.k8s.io") ? TO_EVENTS_GROUP : FROM_EVENTS_GROUP;
    ObjectNode converted = object.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      converted.set(renamed.getOrDefault(field.getKey(), field.getKey()), field.getValue());
    }
    return converted.put("apiVersion", kind.apiVersion());
  }
}
