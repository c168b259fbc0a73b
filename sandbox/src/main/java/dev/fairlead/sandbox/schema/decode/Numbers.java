package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Numbers as the API keeps them: 64-bit integers where they fit, else 64-bit floats. */
final class Numbers {

  /** Above it a float says no longer which integer it is. */
  private static final double EXACT = 1L << 53;

  private Numbers() {}

  static JsonNode parse(String text) {
    boolean integer = text.chars().allMatch(it -> it == '-' || Character.isDigit(it));
    if (integer) {
      try {
        return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
      } catch (NumberFormatException _) {
        return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
      }
    }
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
