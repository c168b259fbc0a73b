package dev.fairlead.sdk.meaning;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, and so {@code metav1.Duration}: {@code 90m}, {@code 1h30m0s}. */
final class GoDuration {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?)(ns|us|µs|ms|h|m|s)");
  private static final Pattern FORM = Pattern.compile("[+-]?(?:" + PART.pattern() + ")+");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns", BigDecimal.ONE.movePointLeft(9),
          "us", BigDecimal.ONE.movePointLeft(6),
          "µs", BigDecimal.ONE.movePointLeft(6),
          "ms", BigDecimal.ONE.movePointLeft(3),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3_600));

  private GoDuration() {}

  /** The seconds; empty if the text is no duration. */
  static Optional<BigDecimal> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = SECONDS.getOrDefault(part.group(2), BigDecimal.ONE);
      seconds = seconds.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    return Optional.of(text.startsWith("-") ? seconds.negate() : seconds);
  }
}
