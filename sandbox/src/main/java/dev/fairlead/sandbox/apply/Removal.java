package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes paths away from a value. What becomes empty by that becomes null, as does what is one value
 * as a whole.
 */
final class Removal {

  private static final JsonNode NULL = JsonNodeFactory.instance.nullNode();

  private Removal() {}

  static JsonNode remove(JsonNode value, FieldSet removed, Type type) {
    return switch (type.shape().of(value).form()) {
      case Shape.Form.Single _ -> value;
      case Shape.Form.List(Shape.Items items) ->
          value.isArray() && items.associative() ? list(value, removed, items) : NULL;
      case Shape.Form.Map(Shape.Fields fields) ->
          value.isObject() && !fields.atomic() ? map(value, removed, fields) : NULL;
    };
  }

  private static JsonNode list(JsonNode value, FieldSet removed, Shape.Items items) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    List<Optional<PathElement>> elements = Elements.of(value, items);
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      Optional<PathElement> element = elements.get(i);
      if (element.isEmpty()) {
        rest.add(item);
      } else if (!removed.has(element.get())) {
        FieldSet below = removed.below(element.get());
        rest.add(below.isEmpty() ? item : remove(item, below, items.item()));
      }
    }
    return rest.isEmpty() ? NULL : rest;
  }

  private static JsonNode map(JsonNode value, FieldSet removed, Shape.Fields fields) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      PathElement element = new PathElement.Field(field.getKey());
      if (removed.has(element)) {
        continue;
      }
      FieldSet below = removed.below(element);
      Optional<Type> type = fields.type(field.getKey());
      rest.set(
          field.getKey(),
          below.isEmpty() || type.isEmpty()
              ? field.getValue()
              : remove(field.getValue(), below, type.get()));
    }
    return rest.isEmpty() ? NULL : rest;
  }
}
