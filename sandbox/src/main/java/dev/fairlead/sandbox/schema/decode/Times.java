package dev.fairlead.sandbox.schema.decode;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in the API's one format, in UTC. */
final class Times {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

  /** The elements of the format, as the API names them and as they look. */
  private static final String[][] ELEMENTS = {
    {"2006", "\\d{4}"},
    {"-", "-"},
    {"01", "\\d{2}"},
    {"-", "-"},
    {"02", "\\d{2}"},
    {"T", "T"},
    {"15", "\\d{2}"},
    {":", ":"},
    {"04", "\\d{2}"},
    {":", ":"},
    {"05", "\\d{2}([.,]\\d+)?"},
    {"Z07:00", "(Z|[+-]\\d{2}:\\d{2})"}
  };

  private Times() {}

  /** To the second. */
  static String seconds(String text) throws Undecodable {
    return DateTimeFormatter.ISO_INSTANT.format(
        parse(text, "2006-01-02T15:04:05Z07:00").truncatedTo(ChronoUnit.SECONDS));
  }

  /** To the microsecond. */
  static String micros(String text) throws Undecodable {
    return MICROS.format(parse(text, "2006-01-02T15:04:05.000000Z07:00"));
  }

  private static OffsetDateTime parse(String text, String layout) throws Undecodable {
    String rest = text;
    for (String[] element : ELEMENTS) {
      Matcher matcher = Pattern.compile(element[1]).matcher(rest);
      if (!matcher.lookingAt()) {
        throw wrong(text, layout, ": cannot parse \"%s\" as \"%s\"".formatted(rest, element[0]));
      }
      rest = rest.substring(matcher.end());
    }
    if (!rest.isEmpty()) {
      throw wrong(text, layout, ": extra text: \"" + rest + "\"");
    }
    try {
      return OffsetDateTime.parse(text.replace(',', '.')).withOffsetSameInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw wrong(text, "", ": " + outOfRange(text) + " out of range");
    }
  }

  private static String outOfRange(String text) {
    int month = Integer.parseInt(text.substring(5, 7));
    if (month < 1 || month > 12) {
      return "month";
    }
    return text.substring(11, 13).compareTo("23") > 0
        ? "hour"
        : text.substring(14, 16).compareTo("59") > 0
            ? "minute"
            : text.substring(17, 19).compareTo("59") > 0 ? "second" : "day";
  }

  private static Undecodable wrong(String text, String layout, String why) {
    String as = layout.isEmpty() ? "" : " as \"" + layout + "\"";
    return new Undecodable("parsing time \"" + text + "\"" + as + why);
  }
}
