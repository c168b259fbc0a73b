package dev.fairlead.acceptance.pods;

import io.fabric8.kubernetes.api.model.Duration;
import java.math.BigDecimal;
import java.text.ParseException;

/** A duration as Istio's objects have it, such as 1h or 250ms. */
final class GoDuration {

  private GoDuration() {}

  /** The same as Envoy has it. */
  static String inSeconds(String text) {
    try {
      return BigDecimal.valueOf(Duration.parse(text).getDuration().toMillis(), 3)
              .stripTrailingZeros()
              .toPlainString()
          + "s";
    } catch (ParseException none) {
      throw new IllegalArgumentException(text, none);
    }
  }
}
