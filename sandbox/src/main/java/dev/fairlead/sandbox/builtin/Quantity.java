package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource, such as {@code 500m} or {@code 1.5Gi}.
 *
 * @param amount rounded up to what kube can hold, a billionth
 * @param form how it is written
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
record Quantity(BigDecimal amount, Form form) implements Comparable<Quantity> {

  /** The three families of suffixes. */
  enum Form {
    DECIMAL,
    BINARY,
    EXPONENT
  }

  static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Form.DECIMAL);

  private static final Pattern TEXT =
      Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)");
  private static final List<String> DECIMALS = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARIES = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final BigInteger KIBI = BigInteger.valueOf(1024);

  /** Reads a string or a number; empty if it is no quantity. */
  static Optional<Quantity> of(JsonNode value) {
    return value.isTextual() || value.isNumber() ? parse(value.asText()) : Optional.empty();
  }

  static Optional<Quantity> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String suffix = matcher.group(2);
    if (suffix.endsWith("i")) {
      BigDecimal amount =
          rounded(number.multiply(new BigDecimal(KIBI.pow(BINARIES.indexOf(suffix)))));
      boolean fraction = amount.signum() > 0 && amount.compareTo(BigDecimal.ONE) < 0;
      return Optional.of(new Quantity(amount, fraction ? Form.DECIMAL : Form.BINARY));
    }
    if (suffix.length() > 1) {
      return Optional.of(
          new Quantity(
              rounded(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))),
              Form.EXPONENT));
    }
    int power = 3 * (DECIMALS.indexOf(suffix) - DECIMALS.indexOf(""));
    return Optional.of(new Quantity(rounded(number.scaleByPowerOfTen(power)), Form.DECIMAL));
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return amount.scale() > 9 ? amount.setScale(9, RoundingMode.UP) : amount;
  }

  /** Rounded up to a thousandth. */
  Quantity toMilli() {
    return amount.scale() > 3 ? new Quantity(amount.setScale(3, RoundingMode.UP), form) : this;
  }

  boolean whole() {
    return amount.stripTrailingZeros().scale() <= 0;
  }

  int signum() {
    return amount.signum();
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /** The canonical text. */
  @Override
  public String toString() {
    if (amount.signum() == 0) {
      return "0";
    }
    boolean small = amount.abs().compareTo(new BigDecimal(KIBI)) < 0;
    return form == Form.BINARY && !small ? binary() : decimal();
  }

  private String binary() {
    BigInteger number = amount.setScale(0, RoundingMode.UP).toBigInteger();
    int power = 0;
    while (power < BINARIES.size() - 1 && number.mod(KIBI).signum() == 0) {
      number = number.divide(KIBI);
      power++;
    }
    return number + BINARIES.get(power);
  }

  private String decimal() {
    BigDecimal bare = amount.stripTrailingZeros();
    int exponent = Math.floorDiv(-bare.scale(), 3) * 3;
    if (form != Form.EXPONENT) {
      exponent = Math.min(exponent, 18);
    }
    BigInteger number = bare.scaleByPowerOfTen(-exponent).toBigIntegerExact();
    if (form == Form.EXPONENT) {
      return exponent == 0 ? number.toString() : number + "e" + exponent;
    }
    return number + DECIMALS.get(DECIMALS.indexOf("") + exponent / 3);
  }
}
