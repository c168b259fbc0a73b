package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Values as the API's messages print them. */
final class GoText {

  private static final double LARGE = 1e21;
  private static final double SMALL = 1e-4;

  private GoText() {}

  /** Strings quoted, objects as JSON. */
  static String value(JsonNode value) {
    return value.isFloatingPointNumber() ? number(value.doubleValue()) : value.toString();
  }

  /** A value of an enumeration: strings bare. */
  static String bare(JsonNode value) {
    return value.isTextual() ? value.textValue() : value(value);
  }

  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  static String number(double value) {
    double size = Math.abs(value);
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (value == 0 || (size >= SMALL && size < LARGE)) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** As in "supported values: "A", "B"". */
  static String supported(List<JsonNode> values) {
    return "supported values: "
        + String.join(", ", values.stream().map(it -> quoted(bare(it))).toList());
  }
}
