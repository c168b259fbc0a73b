package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.GoText;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words with a {@code $} in a strategic merge patch, and what is said about bad ones. */
final class Directives {

  /** {@code replace}, {@code delete} or {@code merge} the map it stands in. */
  static final String PATCH = "$patch";

  /** Which fields of the map stay. */
  static final String RETAIN_KEYS = "$retainKeys";

  /** With the name of a list after a slash: scalars that go. */
  static final String DELETE_FROM = "$deleteFromPrimitiveList";

  /** With the name of a list after a slash: the order of its items. */
  static final String ELEMENT_ORDER = "$setElementOrder";

  private Directives() {}

  /** The name of the list that a directive is about. */
  static String listOf(String directive, String prefix) throws Rejection {
    if (directive.startsWith(prefix + "/")) {
      return directive.substring(prefix.length() + 1);
    }
    throw malformed(prefix.equals(DELETE_FROM) ? "primitive list" : "setElementOrder list");
  }

  /** A value as it is when there is nothing to merge with; empty if it is to be deleted. */
  static Optional<JsonNode> without(JsonNode value) {
    if (value instanceof ObjectNode map) {
      if (map.has(PATCH)) {
        return Optional.empty();
      }
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(map.properties());
      for (Map.Entry<String, JsonNode> field : fields) {
        without(field.getValue())
            .ifPresentOrElse(it -> map.set(field.getKey(), it), () -> map.remove(field.getKey()));
      }
      return Optional.of(map);
    }
    if (value.isArray()) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> without(item).ifPresent(kept::add));
      return Optional.of(kept);
    }
    return Optional.of(value);
  }

  static void dropNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    value.forEach(Directives::dropNulls);
  }

  static Rejection malformed(String what) {
    return Status.badRequest("invalid patch format of " + what).rejection();
  }

  static Rejection unknown(JsonNode directive, ObjectNode map) {
    return failure(
        "unknown patch type: " + GoText.plain(directive) + " in map: " + GoText.plain(map));
  }

  static Rejection noMergeKey(JsonNode map, String mergeKey) {
    return failure(
        "map: " + GoText.plain(map) + " does not contain declared merge key: " + mergeKey);
  }

  static Rejection otherType(String expected, JsonNode actual) {
    return failure("expected a " + expected + ", but received a " + GoText.type(actual));
  }

  /** An error that the API does not know to be the client's. */
  static Rejection failure(String message) {
    return Status.of(500, "", message).rejection();
  }
}
