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
        return integer(Long.parseLong(text));
      } catch (NumberFormatException _) {
        return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
      }
    }
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? integer((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  /** Of the class that Jackson's own parser gives it, so that equal numbers are equal nodes. */
  static JsonNode integer(long value) {
    return value == (int) value
        ? JsonNodeFactory.instance.numberNode((int) value)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
