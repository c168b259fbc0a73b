package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Puts directives into a random strategic merge patch. */
final class StrategicDirectives {

  private StrategicDirectives() {}

  static void sprinkle(ObjectNode patch, Schema schema, Random random) {
    for (Map.Entry<String, JsonNode> field : new ArrayList<>(patch.properties())) {
      Optional<Schema> inner = schema.field(field.getKey());
      if (inner.isEmpty()) {
        continue;
      }
      if (field.getValue() instanceof ObjectNode map) {
        sprinkle(map, inner.get(), random);
        directive(map, random);
      } else if (field.getValue() instanceof ArrayNode list && !list.isEmpty()) {
        list(patch, field.getKey(), list, inner.get(), random);
      }
    }
  }

  private static void directive(ObjectNode map, Random random) {
    switch (random.nextInt(30)) {
      case 0 -> map.put("$patch", "replace");
      case 1 -> map.put("$patch", "delete");
      case 2 -> {
        ArrayNode keys = map.arrayNode();
        map.fieldNames().forEachRemaining(keys::add);
        map.set("$retainKeys", keys);
      }
      default -> {}
    }
  }

  private static void list(
      ObjectNode patch, String name, ArrayNode list, Schema schema, Random random) {
    String key = schema.patchMergeKey();
    if (key.isEmpty()) {
      if (list.get(0).isTextual() && random.nextInt(6) == 0) {
        patch.set("$deleteFromPrimitiveList/" + name, list.deepCopy());
        patch.remove(name);
      }
      return;
    }
    if (random.nextInt(4) == 0) {
      List<JsonNode> order = new ArrayList<>();
      list.forEach(item -> order.add(patch.objectNode().set(key, item.path(key))));
      if (random.nextInt(4) == 0) {
        Collections.shuffle(order, random);
      }
      patch.set("$setElementOrder/" + name, patch.arrayNode().addAll(order));
    }
    for (JsonNode item : list) {
      ObjectNode map = (ObjectNode) item;
      schema.items().ifPresent(it -> sprinkle(map, it, random));
      switch (random.nextInt(12)) {
        case 0 -> map.put("$patch", "delete");
        default -> {}
      }
    }
    if (random.nextInt(12) == 0) {
      list.addObject().put("$patch", "replace");
    }
  }
}
