package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.schema.Schema;
import java.util.Map;

/**
 * The form that kube-apiserver gives an object by decoding it into a struct and encoding it again:
 * nulls and empty lists go, quantities become canonical, and what a struct always has is there.
 */
final class Form {

  private Form() {}

  /** Takes away what is there and says nothing. */
  static void tidy(Schema schema, ObjectNode object) {
    object
        .properties()
        .removeIf(field -> schema.field(field.getKey()).isPresent() && field.getValue().isNull());
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      schema.field(field.getKey()).ifPresent(part -> tidyValue(part, field.getValue()));
    }
  }

  private static void tidyValue(Schema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      tidy(schema, object);
    } else if (value instanceof ArrayNode list) {
      schema.items().ifPresent(item -> list.forEach(it -> tidyValue(item, it)));
    }
  }

  /** Puts in what is always there: the defaults of the schema. */
  static void complete(Schema schema, ObjectNode object) {
    schema
        .properties()
        .forEach((name, part) -> {
          if (!object.has(name)) {
            part.defaultValue().ifPresent(value -> object.set(name, value.deepCopy()));
          }
          JsonNode value = object.get(name);
          if (value != null) {
            completeValue(part, value);
          }
        });
    schema
        .additionalProperties()
        .ifPresent(part -> object.forEach(value -> completeValue(part, value)));
  }

  private static void completeValue(Schema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      complete(schema, object);
    } else if (value instanceof ArrayNode list) {
      schema.items().ifPresent(item -> list.forEach(it -> completeValue(item, it)));
    }
  }
}
