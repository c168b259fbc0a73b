package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.Map;

/**
 * Objects merge, nulls take away, everything else replaces.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7386">RFC 7386</a>
 */
public final class MergePatch {

  private MergePatch() {}

  /**
   * @param body {@code application/merge-patch+json}
   * @throws Rejection 400 for a body that is no JSON object
   */
  public static ObjectNode apply(ObjectNode object, byte[] body) throws Rejection {
    JsonNode patch =
        PatchBody.read(body, false, "map[string]interface {}", "error decoding patch: ");
    if (!(patch instanceof ObjectNode wanted)) {
      throw Status.badRequest("Invalid JSON Patch").rejection();
    }
    ObjectNode patched = object.deepCopy();
    merge(patched, wanted.deepCopy());
    return patched;
  }

  private static void merge(ObjectNode object, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String name = field.getKey();
      JsonNode wanted = field.getValue();
      JsonNode current = object.get(name);
      if (wanted.isNull()) {
        object.remove(name);
      } else if (current instanceof ObjectNode inner) {
        if (wanted instanceof ObjectNode below) {
          merge(inner, below);
        } else {
          object.set(name, wanted);
        }
      } else {
        dropNulls(wanted);
        object.set(name, wanted);
      }
    }
  }

  /** What is new has no nulls in its objects; those in lists stay. */
  private static void dropNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    value.forEach(MergePatch::dropNulls);
  }
}
