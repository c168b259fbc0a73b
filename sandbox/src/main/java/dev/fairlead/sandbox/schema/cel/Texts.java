package dev.fairlead.sandbox.schema.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What Kubernetes' functions on texts compute. */
final class Texts {

  private Texts() {}

  static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /**
   * @param most at most so many; negative for all
   */
  static List<String> findAll(String text, String pattern, long most) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while ((most < 0 || found.size() < most) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** Verbs are as in C, without widths. */
  static String format(String format, List<?> arguments) {
    StringBuilder text = new StringBuilder();
    Iterator<?> rest = arguments.iterator();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int verb = i + 1;
      while (verb < format.length() && ".0123456789".indexOf(format.charAt(verb)) >= 0) {
        verb++;
      }
      if (verb >= format.length()) {
        throw new IllegalArgumentException("unexpected end of format string");
      }
      String precision = format.substring(i + 1, verb);
      text.append(format.charAt(verb) == '%' ? "%" : clause(format.charAt(verb), precision, rest));
      i = verb;
    }
    return text.toString();
  }

  private static String clause(char verb, String precision, Iterator<?> arguments) {
    if (!arguments.hasNext()) {
      throw new IllegalArgumentException("index out of range");
    }
    Object value = arguments.next();
    return switch (verb) {
      case 's' -> value instanceof Double number ? plain(number) : String.valueOf(value);
      case 'd' -> String.valueOf(value);
      case 'f' ->
          String.format(
              Locale.ROOT, "%" + (precision.isEmpty() ? ".6" : precision) + "f", number(value));
      case 'e' ->
          String.format(
              Locale.ROOT, "%" + (precision.isEmpty() ? ".6" : precision) + "e", number(value));
      case 'b' ->
          value instanceof Boolean yes
              ? (yes ? "1" : "0")
              : Long.toBinaryString(((Number) value).longValue());
      case 'x' -> Long.toHexString(((Number) value).longValue());
      case 'X' -> Long.toHexString(((Number) value).longValue()).toUpperCase(Locale.ROOT);
      case 'o' -> Long.toOctalString(((Number) value).longValue());
      default ->
          throw new IllegalArgumentException("unrecognized formatting clause \"" + verb + "\"");
    };
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static String plain(Double number) {
    return number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
  }
}
