package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists that are sets have no item twice, and lists that are maps no key. */
final class ListUniqueness {

  private final List<FieldError> errors = new ArrayList<>();

  private ListUniqueness() {}

  static List<FieldError> check(Schema schema, ObjectNode object) {
    ListUniqueness check = new ListUniqueness();
    check.visit(object, schema, "");
    return check.errors;
  }

  private void visit(JsonNode value, Schema schema, String path) {
    switch (value) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
          String name = entry.getKey();
          Schema property = schema.properties().get(name);
          if (property != null) {
            visit(entry.getValue(), property, path.isEmpty() ? name : path + "." + name);
          } else if (schema.additionalProperties().isPresent()) {
            visit(entry.getValue(), schema.additionalProperties().get(), path + "[" + name + "]");
          }
        }
      }
      case ArrayNode list -> {
        switch (schema.listType()) {
          case SET -> noneTwice(list, list, path);
          case MAP -> map(list, schema.listMapKeys(), path);
          case ATOMIC -> {}
        }
        if (schema.items().isPresent()) {
          for (int i = 0; i < list.size(); i++) {
            visit(list.get(i), schema.items().get(), path + "[" + i + "]");
          }
        }
      }
      default -> {}
    }
  }

  private void map(ArrayNode list, List<String> keyFields, String path) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : list) {
      if (!item.isObject() && !item.isNull()) {
        errors.add(
            FieldError.invalid(
                path + "[" + keys.size() + "]",
                item,
                "must be an object for an array of list-type map"));
        return;
      }
      ObjectNode key = keys.addObject();
      keyFields.stream().filter(item::has).sorted().forEach(it -> key.set(it, item.get(it)));
    }
    noneTwice(list, keys, path);
  }

  /** Reports the first repetition of each. */
  private void noneTwice(ArrayNode list, ArrayNode keys, String path) {
    Map<JsonNode, Integer> seen = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      if (seen.merge(keys.get(i), 1, Integer::sum) == 2) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", keys.get(i)));
      }
    }
  }
}
