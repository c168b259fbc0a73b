package dev.fairlead.sandbox.schema.validate;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The formats that the API checks; it ignores all others. */
final class Formats {

  private static final String HEX4 = "-?[0-9a-f]{4}";
  private static final String UUID_HEAD = "(?i)^[0-9a-f]{8}" + HEX4;
  private static final String UUID_TAIL = "-?[0-9a-f]{12}$";
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Set<String> INTEGERS = Set.of("int32", "int64");
  private static final Set<String> NUMBERS = Set.of("float", "double");

  /** By name without dashes. */
  private static final Map<String, Predicate<String>> TEXTS =
      Map.ofEntries(
          Map.entry("bsonobjectid", matching("(?i)^[0-9a-f]{24}$")),
          Map.entry("uri", Formats::isUri),
          Map.entry("email", matching("^([^<>@\\s]+|.*<[^<>@\\s]+)@[^<>@\\s]+>?$")),
          Map.entry("hostname", Formats::isHostname),
          Map.entry("ipv4", Addresses::isIpv4),
          Map.entry("ipv6", Addresses::isIpv6),
          Map.entry("cidr", Addresses::isCidr),
          Map.entry(
              "mac",
              matching(
                  "^(?i)([0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{2}([:-][0-9a-f]{2}){7}"
                      + "|[0-9a-f]{2}([:-][0-9a-f]{2}){19}|[0-9a-f]{4}([.][0-9a-f]{4}){2}"
                      + "|[0-9a-f]{4}([.][0-9a-f]{4}){3}|[0-9a-f]{4}([.][0-9a-f]{4}){9})$")),
          Map.entry("uuid", matching(UUID_HEAD + HEX4 + HEX4 + UUID_TAIL)),
          Map.entry("uuid3", matching(UUID_HEAD + "-?3[0-9a-f]{3}" + HEX4 + UUID_TAIL)),
          Map.entry("uuid4", matching(UUID_HEAD + "-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}" + UUID_TAIL)),
          Map.entry("uuid5", matching(UUID_HEAD + "-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}" + UUID_TAIL)),
          Map.entry("isbn", it -> isIsbn10(it) || isIsbn13(it)),
          Map.entry("isbn10", Formats::isIsbn10),
          Map.entry("isbn13", Formats::isIsbn13),
          Map.entry("creditcard", Formats::isCreditCard),
          Map.entry("ssn", matching("^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$")),
          Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
          Map.entry(
              "rgbcolor",
              matching(
                  "^rgb\\(\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,\\s*"
                      + "(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,\\s*"
                      + "(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*\\)$")),
          Map.entry(
              "byte",
              matching(
                  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}="
                      + "|[A-Za-z0-9+/]{4})$")),
          Map.entry("password", _ -> true),
          Map.entry("date", Formats::isDate),
          Map.entry("duration", Formats::isDuration),
          Map.entry("datetime", Formats::isDateTime),
          Map.entry("k8sshortname", it -> it.length() <= 63 && it.matches(LABEL)),
          Map.entry(
              "k8slongname",
              it -> it.length() <= 253 && it.matches(LABEL + "(\\." + LABEL + ")*")));

  private static final Predicate<String> TIME =
      matching("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");
  private static final Predicate<String> HOSTNAME =
      matching(
          "^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
              + "|([a-zA-Z0-9\\p{S}\\p{L}](([-a-zA-Z0-9\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)"
              + "(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$");
  private static final Predicate<String> GO_DURATION =
      matching("^[-+]?(0|(([0-9]+[.]?[0-9]*|[.][0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$");
  private static final Predicate<String> WORDY_DURATION =
      matching(
          "(?i)\\d+\\s*((ns|us|µs|ms|s|m|h|hr|d|w|wk)([^a-zµ]|$)"
              + "|(nano|micro|milli|sec|min|hour|day|week))");
  private static final Predicate<String> CARD =
      matching(
          "^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}"
              + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\\d{3})\\d{11})$");

  private Formats() {}

  private static Predicate<String> matching(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return text -> compiled.matcher(text).find();
  }

  /** The format if values of these types are checked for it; else empty. */
  static String supported(String format, List<String> types) {
    boolean known =
        switch (types.size() == 1 ? types.getFirst() : "") {
          case "", "string" -> TEXTS.containsKey(format.replace("-", ""));
          case "integer" -> INTEGERS.contains(format);
          case "number" -> NUMBERS.contains(format);
          default -> false;
        };
    return known ? format : "";
  }

  /** Whether a text has a format that {@link #supported} let through. */
  static boolean fits(String format, String text) {
    Predicate<String> check = TEXTS.get(format.replace("-", ""));
    return check == null || check.test(text);
  }

  private static boolean isUri(String text) {
    try {
      URI uri = new URI(text);
      return !text.isEmpty() && (uri.getScheme() != null || text.startsWith("/"));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isHostname(String text) {
    return text.length() <= 255
        && HOSTNAME.test(text)
        && List.of(text.split("[.]")).stream().allMatch(label -> label.length() <= 63);
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text).getYear() >= 0;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
    return parts.length >= 2
        && isDate(parts[0])
        && TIME.test(parts[1])
        && parts[1].substring(0, 2).compareTo("23") <= 0
        && parts[1].substring(3, 5).compareTo("59") <= 0
        && parts[1].substring(6, 8).compareTo("59") <= 0;
  }

  private static boolean isDuration(String text) {
    return GO_DURATION.test(text) || WORDY_DURATION.test(text);
  }

  private static boolean isCreditCard(String text) {
    String digits = text.replaceAll("[^0-9]+", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = digit * 2;
      sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return CARD.test(digits) && sum % 10 == 0;
  }

  private static boolean isIsbn10(String text) {
    String bare = text.replaceAll("[\\s-]+", "");
    if (!bare.matches("[0-9]{9}[0-9X]")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int digit = bare.charAt(i) == 'X' ? 10 : bare.charAt(i) - '0';
      sum += (i + 1) * digit;
    }
    return sum % 11 == 0;
  }

  private static boolean isIsbn13(String text) {
    String bare = text.replaceAll("[\\s-]+", "");
    if (!bare.matches("[0-9]{13}")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 13; i++) {
      sum += (i % 2 == 0 ? 1 : 3) * (bare.charAt(i) - '0');
    }
    return sum % 10 == 0;
  }
}
