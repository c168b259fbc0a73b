package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.List;

/** Whether a value is of one of the types that its schema names. */
final class TypeCheck {

  private TypeCheck() {}

  static Findings check(
      JsonNode value, List<String> types, String format, JsonNode schema, Place place) {
    Findings findings = new Findings();
    if (types.isEmpty() && format.isEmpty()) {
      return findings;
    }
    if (value.isNull()) {
      if (!types.isEmpty() && !schema.path("nullable").asBoolean(false)) {
        findings.add(wrong(place, String.join(",", types), "null"));
      } else {
        findings.checked();
      }
      return findings;
    }
    String type = typeOf(value);
    boolean integerAsNumber = type.equals("integer") && types.contains("number");
    boolean fits = types.contains(type) || integerAsNumber;
    boolean numeric = types.contains("number") || types.contains("integer");
    boolean textOrList = value.isTextual() || value.isArray();
    if (!format.isEmpty() && !textOrList && !fits && !formatOf(value).equals(format)) {
      findings.add(wrong(place, format, formatOf(value)));
    } else if (!fits && (numeric || format.isEmpty() || !textOrList)) {
      findings.add(wrong(place, String.join(",", types), type));
    } else {
      findings.checked();
    }
    return findings;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  private static String formatOf(JsonNode value) {
    return value.isIntegralNumber() ? "int64" : value.isNumber() ? "float64" : "";
  }

  private static FieldError wrong(Place place, String expected, String found) {
    String quoted = GoText.quoted(found);
    return FieldError.valued(
        FieldError.Type.TYPE_INVALID,
        place.field(),
        quoted,
        "%s in body must be of type %s: %s".formatted(place.path(), expected, quoted));
  }
}
