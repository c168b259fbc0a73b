package dev.fairlead.sandbox.patch;

import static dev.fairlead.sandbox.patch.Directives.DELETE_FROM;
import static dev.fairlead.sandbox.patch.Directives.ELEMENT_ORDER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.GoText;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A merge patch that knows which lists merge, and by which key. For built-in kinds only. What a
 * schema says about a field ({@code patchStrategy}, {@code patchMergeKey}) and what directives in
 * the patch say is followed as the API server does it.
 */
public final class StrategicMergePatch {

  private StrategicMergePatch() {}

  /**
   * @param schema of the object
   * @param body {@code application/strategic-merge-patch+json}
   * @throws Rejection 400 for a body that is no JSON object or has malformed directives, 422 for
   *     lists in lists, 500 for what else makes no sense
   */
  public static ObjectNode apply(Schema schema, ObjectNode object, byte[] body) throws Rejection {
    JsonNode patch = PatchBody.read(body, false, "map[string]interface {}", "");
    return patch instanceof ObjectNode map
        ? merge(object.deepCopy(), map.deepCopy(), Optional.of(schema))
        : object.deepCopy();
  }

  /** Both belong to the caller's request, and are used up. */
  static ObjectNode merge(ObjectNode original, ObjectNode patch, Optional<Schema> schema)
      throws Rejection {
    JsonNode directive = patch.get(Directives.PATCH);
    if (directive != null) {
      return whole(directive, patch);
    }
    retainKeys(original, patch);
    for (Map.Entry<String, JsonNode> field : entries(patch)) {
      if (field.getKey().startsWith(ELEMENT_ORDER)) {
        inOrder(original, patch, field.getKey(), field.getValue(), schema);
      }
    }
    for (Map.Entry<String, JsonNode> field : entries(patch)) {
      boolean deletes = field.getKey().startsWith(DELETE_FROM);
      String name = deletes ? Directives.listOf(field.getKey(), DELETE_FROM) : field.getKey();
      merge(original, name, field.getValue(), deletes, schema);
    }
    return original;
  }

  private static List<Map.Entry<String, JsonNode>> entries(ObjectNode object) {
    return new ArrayList<>(object.properties());
  }

  private static ObjectNode whole(JsonNode directive, ObjectNode patch) throws Rejection {
    return switch (directive.asText()) {
      case "replace" -> {
        patch.remove(Directives.PATCH);
        yield patch;
      }
      case "delete" -> JsonNodeFactory.instance.objectNode();
      default -> throw Directives.unknown(directive, patch);
    };
  }

  private static void merge(
      ObjectNode original, String name, JsonNode wanted, boolean deletes, Optional<Schema> schema)
      throws Rejection {
    if (wanted.isNull()) {
      original.remove(name);
      return;
    }
    JsonNode current = original.get(name);
    boolean mergeable =
        current != null
            && current.isContainerNode()
            && current.getNodeType() == wanted.getNodeType();
    if (!mergeable) {
      if (!deletes) {
        replace(
            original,
            name,
            wanted,
            current == null
                || current.isNull()
                || current.isContainerNode()
                || wanted.isContainerNode());
      }
      return;
    }
    Schema field = field(schema, name);
    String strategy = strategy(field);
    if (current instanceof ObjectNode map && wanted instanceof ObjectNode below) {
      original.set(
          name, strategy.equals("replace") ? below : merge(map, below, Optional.of(field)));
    } else if (current instanceof ArrayNode list && wanted instanceof ArrayNode items) {
      original.set(
          name,
          deletes || strategy.equals("merge")
              ? StrategicLists.merge(list, items, field, deletes)
              : items);
    }
  }

  private static void replace(
      ObjectNode original, String name, JsonNode wanted, boolean withoutNulls) {
    if (withoutNulls) {
      Directives.dropNulls(wanted);
    }
    Directives.without(wanted)
        .ifPresentOrElse(it -> original.set(name, it), () -> original.remove(name));
  }

  private static Schema field(Optional<Schema> schema, String name) throws Rejection {
    Optional<Schema> field = schema.map(it -> it.properties().get(name));
    if (field.isPresent()) {
      return field.get();
    }
    boolean structure = schema.filter(it -> !it.properties().isEmpty()).isPresent();
    throw Directives.failure(
        structure
            ? "unable to find api field in struct for the json field " + GoText.quoted(name)
            : "merging an object in json but data type is not struct, instead is: map");
  }

  /** How a field merges; that it may retain keys only is up to the directive. */
  private static String strategy(Schema field) {
    for (String strategy : field.patchStrategy().split(",", -1)) {
      if (!strategy.equals("retainKeys")) {
        return strategy;
      }
    }
    return "";
  }

  /** Takes from the original what the patch does not want to keep. */
  private static void retainKeys(ObjectNode original, ObjectNode patch) throws Rejection {
    JsonNode keys = patch.remove(Directives.RETAIN_KEYS);
    if (keys == null) {
      return;
    }
    if (!keys.isArray()) {
      throw Directives.malformed("retainKeys");
    }
    Set<String> retained = new HashSet<>();
    keys.forEach(key -> retained.add(key.asText()));
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String name = field.getKey();
      boolean directive = name.startsWith(DELETE_FROM) || name.startsWith(ELEMENT_ORDER);
      if (!directive && !field.getValue().isNull() && !retained.contains(name)) {
        throw Directives.malformed("retainKeys");
      }
    }
    original.retain(retained);
  }

  /** Merges a list whose order the patch tells. */
  private static void inOrder(
      ObjectNode original,
      ObjectNode patch,
      String directive,
      JsonNode order,
      Optional<Schema> schema)
      throws Rejection {
    patch.remove(directive);
    ArrayNode wantedOrder = StrategicLists.list(order);
    String name = Directives.listOf(directive, ELEMENT_ORDER);
    JsonNode current = original.get(name);
    JsonNode wanted = patch.get(name);
    ArrayNode live = current == null ? null : StrategicLists.list(current);
    ArrayNode items = wanted == null ? null : StrategicLists.list(wanted);
    Schema field = field(schema, name);
    if (items != null) {
      StrategicLists.checkOrder(items, wantedOrder, field.patchMergeKey());
    }
    ArrayNode before = live == null ? JsonNodeFactory.instance.arrayNode() : live.deepCopy();
    ArrayNode merged;
    if (items == null) {
      if (live == null) {
        return;
      }
      merged = live;
    } else if (live == null) {
      merged = StrategicLists.list(Directives.without(items).orElseThrow());
    } else {
      merged =
          strategy(field).equals("merge")
              ? StrategicLists.merge(live, items.deepCopy(), field, false)
              : items;
    }
    original.set(name, StrategicLists.ordered(merged, wantedOrder, before, field.patchMergeKey()));
    patch.remove(name);
  }
}
