package dev.fairlead.sandbox.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource, such as {@code 1500m} or {@code 2Gi}. Equal amounts compare equal
 * whatever their suffix.
 *
 * @param amount rounded up to nano
 * @param form how it is written
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public record Quantity(BigDecimal amount, Form form) implements Comparable<Quantity> {

  /** How a quantity is written, which it keeps. */
  public enum Form {
    BINARY,
    DECIMAL,
    EXPONENT
  }

  private static final Pattern SYNTAX =
      Pattern.compile("([+-]?)([0-9]*\\.?[0-9]*)([eEinumkKMGTP]*)([-+]?[0-9]*)");
  private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  /** The amount that a text says; empty if it is no quantity. */
  public static Optional<Quantity> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || matcher.group(2).isEmpty() || matcher.group(2).equals(".")) {
      return Optional.empty();
    }
    String digits = matcher.group(2);
    BigDecimal number =
        new BigDecimal(matcher.group(1) + (digits.endsWith(".") ? digits + "0" : digits));
    String suffix = matcher.group(3) + matcher.group(4);
    for (int power = 1; power < BINARY.length; power++) {
      if (suffix.equals(BINARY[power])) {
        return Optional.of(of(number.multiply(KIBI.pow(power)), Form.BINARY));
      }
    }
    if (DECIMAL.containsKey(suffix)) {
      return Optional.of(of(number.scaleByPowerOfTen(DECIMAL.get(suffix)), Form.DECIMAL));
    }
    if (suffix.matches("[eE][-+]?[0-9]+") && suffix.length() < 8) {
      String exponent = suffix.substring(suffix.startsWith("+", 1) ? 2 : 1);
      return Optional.of(of(number.scaleByPowerOfTen(Integer.parseInt(exponent)), Form.EXPONENT));
    }
    return Optional.empty();
  }

  private static Quantity of(BigDecimal amount, Form form) {
    return new Quantity(amount.setScale(9, RoundingMode.UP), form);
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /** The canonical text: the largest suffix that leaves an integer. */
  @Override
  public String toString() {
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    boolean binary = form == Form.BINARY && whole && amount.abs().compareTo(KIBI) >= 0;
    if (amount.signum() == 0) {
      return "0";
    }
    return binary ? binary() : decimal();
  }

  private String binary() {
    BigDecimal rest = amount;
    int power = 0;
    while (power < BINARY.length - 1 && rest.remainder(KIBI).signum() == 0) {
      rest = rest.divide(KIBI);
      power++;
    }
    return rest.toBigInteger() + BINARY[power];
  }

  private String decimal() {
    int exponent = 18;
    while (exponent > -9 && amount.scaleByPowerOfTen(-exponent).stripTrailingZeros().scale() > 0) {
      exponent -= 3;
    }
    String digits = amount.scaleByPowerOfTen(-exponent).toBigInteger().toString();
    if (exponent == 0) {
      return digits;
    }
    int power = exponent;
    return form == Form.EXPONENT
        ? digits + "e" + power
        : digits
            + DECIMAL.entrySet().stream()
                .filter(it -> it.getValue() == power)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
  }
}
