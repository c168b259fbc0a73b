package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.schema.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Quantities in objects. */
final class Amounts {

  static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Quantity.Form.DECIMAL);

  private Amounts() {}

  /** Reads a text or a number; empty if it is no quantity. */
  static Optional<Quantity> of(JsonNode value) {
    return value.isTextual() || value.isNumber()
        ? Quantity.parse(value.asText().strip())
        : Optional.empty();
  }

  /** Rounded up to a thousandth. */
  static Quantity toMilli(Quantity quantity) {
    return new Quantity(quantity.amount().setScale(3, RoundingMode.UP), quantity.form());
  }

  static boolean whole(Quantity quantity) {
    return quantity.amount().stripTrailingZeros().scale() <= 0;
  }
}
