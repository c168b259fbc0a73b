package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.schema.Schema;

/** What the API's messages call types, which are those of its Go structs. */
final class GoTypes {

  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private GoTypes() {}

  /** The JSON type of a value. */
  static String nameOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "null";
    };
  }

  /** The Go type of a field. */
  static String nameOf(Schema schema) {
    if (schema.items().isPresent()) {
      return "[]" + nameOf(schema.items().get());
    }
    if (schema.additionalProperties().isPresent()) {
      return "map[string]" + nameOf(schema.additionalProperties().get());
    }
    if (schema.intOrString()) {
      return "int32";
    }
    return switch (schema.type()) {
      case "integer" -> schema.format().isEmpty() ? "int64" : schema.format();
      case "boolean" -> "bool";
      case "number" -> "float64";
      case "string" -> schema.format().equals("byte") ? "[]uint8" : "string";
      default -> {
        String name = schema.name();
        yield name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
      }
    };
  }

  /** The name of the Go struct that a definition describes. */
  static String struct(Schema schema) {
    return schema.name().substring(schema.name().lastIndexOf('.') + 1);
  }

  static boolean isTime(Schema schema) {
    return schema.name().equals(META + "Time");
  }

  static boolean isMicroTime(Schema schema) {
    return schema.name().equals(META + "MicroTime");
  }

  static boolean isQuantity(Schema schema) {
    return schema.name().endsWith(".resource.Quantity");
  }
}
