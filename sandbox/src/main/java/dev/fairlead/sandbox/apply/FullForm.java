package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.schema.Schema;
import java.util.Map;

/**
 * Objects of built-in kinds as the real server holds them in memory: structures that are no
 * pointers are always there, if empty, as are texts and numbers that are never left out, and
 * required lists and maps are there as null. Ownership depends on it: who creates a Deployment owns
 * {@code spec.strategy.type}, but not {@code spec.strategy}. An object of a custom kind is just
 * what it is.
 */
final class FullForm {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FullForm() {}

  /** An object of the kind in which nothing has been set. */
  static ObjectNode empty(Kind kind) {
    ObjectNode object = JSON.objectNode();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    return object;
  }

  /**
   * @param nulls whether absent required lists and maps are set to null
   */
  static ObjectNode of(Kind kind, ObjectNode object, boolean nulls) {
    ObjectNode full = object.deepCopy();
    if (!kind.custom()) {
      fill(full, kind.schema(), nulls);
    }
    return full;
  }

  private static void fill(JsonNode value, Schema schema, boolean nulls) {
    if (value instanceof ObjectNode object) {
      if (nulls) {
        dropNullScalars(object, schema);
      }
      for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
        if (!object.has(property.getKey())) {
          add(object, property.getKey(), property.getValue(), schema, nulls);
        }
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        schema.field(field.getKey()).ifPresent(it -> fill(field.getValue(), it, nulls));
      }
    } else if (value.isArray()) {
      schema.items().ifPresent(it -> value.forEach(item -> fill(item, it, nulls)));
    }
  }

  private static void add(
      ObjectNode object, String name, Schema property, Schema schema, boolean nulls) {
    if (property.defaultValue().filter(JsonNode::isObject).isPresent()) {
      if (property.type().equals("object")) {
        object.putObject(name);
      }
    } else if (nulls && property.defaultValue().filter(FullForm::isZero).isPresent()) {
      property.defaultValue().ifPresent(zero -> object.set(name, zero));
    } else if (nulls
        && schema.required().contains(name)
        && (property.type().equals("array") || property.type().equals("object"))) {
      object.putNull(name);
    }
  }

  private static boolean isZero(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue().isEmpty();
      case NUMBER -> value.asLong() == 0;
      case BOOLEAN -> !value.booleanValue();
      case OBJECT, ARRAY, NULL, MISSING, BINARY, POJO -> false;
    };
  }

  /** A time that is not set is written as null, and is there as little as it was before. */
  private static void dropNullScalars(ObjectNode object, Schema schema) {
    object
        .properties()
        .removeIf(field ->
            field.getValue().isNull()
                && schema
                    .field(field.getKey())
                    .filter(it -> it.type().equals("string"))
                    .isPresent());
  }

  /** Takes away the nulls of declared fields, which a built-in kind cannot hold. */
  static void dropNulls(JsonNode value, Schema schema) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        schema.field(field.getKey()).ifPresent(it -> dropNulls(field.getValue(), it));
      }
    } else if (value.isArray()) {
      schema.items().ifPresent(it -> value.forEach(item -> dropNulls(item, it)));
    }
  }
}
