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
    if (kind.custom()) {
      return renamed(Map.of(), object, kind.apiVersion());
    }
    return kind.group().equals("events.k8s.io")
        ? withoutNothing(renamed(TO_EVENTS_GROUP, object, kind.apiVersion()))
        : coreEvent(object);
  }

  /** What the core group always shows, this group leaves out where nothing is said. */
  private static ObjectNode withoutNothing(ObjectNode event) {
    event.properties().removeIf(field -> "".equals(field.getValue().textValue()));
    return event;
  }

  /** An Event of either group in the words of {@code v1}. */
  public static ObjectNode coreEvent(ObjectNode event) {
    return event.path("apiVersion").asText().equals("v1")
        ? event
        : renamed(FROM_EVENTS_GROUP, event, "v1");
  }

  /** What {@code events.k8s.io} calls a field of the core group's Event. */
  public static String inEventsGroup(String coreField) {
    return TO_EVENTS_GROUP.getOrDefault(coreField, coreField);
  }

  private static ObjectNode renamed(
      Map<String, String> names, ObjectNode object, String apiVersion) {
    ObjectNode renamed = object.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      renamed.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue());
    }
    return renamed.put("apiVersion", apiVersion);
  }
}
