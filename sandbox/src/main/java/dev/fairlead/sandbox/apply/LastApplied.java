package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.nio.charset.StandardCharsets;

/**
 * The annotation in which client-side apply keeps its last configuration. While an object moves to
 * server-side apply, {@code kubectl} may take over what the annotation shows to have been its own,
 * and the annotation is kept up to date.
 */
final class LastApplied {

  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  /** The field manager to which all this applies. */
  static final String MANAGER = "kubectl";

  private static final int ANNOTATIONS_BYTES_MAX = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private LastApplied() {}

  /** What the annotation and the object agree upon; nothing without a readable annotation. */
  static FieldSet unchanged(Kind kind, TypedValue live) {
    String text = annotations(live.value()).path(ANNOTATION).asText();
    try {
      JsonNode json = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
      TypedValue last = new TypedValue(json, live.type());
      if (!json.path("apiVersion").asText().equals(kind.apiVersion())
          || !last.misfits(false).isEmpty()) {
        return new FieldSet();
      }
      Comparison changes = last.compare(live);
      return last.fieldSet()
          .difference(changes.modified())
          .difference(changes.added())
          .difference(changes.removed());
    } catch (JsonProcessingException malformed) {
      return new FieldSet();
    }
  }

  /** Brings the annotation of the applied object up to date, where there is one. */
  static void refresh(ObjectNode object, ObjectNode configuration) {
    JsonNode annotations = annotations(object);
    if (!(annotations instanceof ObjectNode map) || map.path(ANNOTATION).asText().isEmpty()) {
      return;
    }
    ObjectNode last = configuration.deepCopy();
    if (annotations(last) instanceof ObjectNode own) {
      own.remove(ANNOTATION);
      if (own.isEmpty()) {
        ((ObjectNode) last.get("metadata")).remove("annotations");
      }
    }
    map.put(ANNOTATION, sorted(last) + "\n");
    int size = 0;
    for (var entry : map.properties()) {
      size += bytes(entry.getKey()) + bytes(entry.getValue().asText());
    }
    if (size > ANNOTATIONS_BYTES_MAX) {
      map.remove(ANNOTATION);
    }
  }

  private static String sorted(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .map(field ->
              JSON.getNodeFactory().textNode(field.getKey()) + ":" + sorted(field.getValue()))
          .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
    if (value.isArray()) {
      return java.util.stream.StreamSupport.stream(value.spliterator(), false)
          .map(LastApplied::sorted)
          .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }
    return value.toString();
  }

  private static JsonNode annotations(JsonNode object) {
    return object.path("metadata").path("annotations");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
