package dev.fairlead.sandbox.name;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shapes of names. Each method gives what is wrong with a value, as the API says it; an empty
 * list if nothing is.
 */
public final class Names {

  private static final String LABEL_KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
  private static final String DNS_1123_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String DNS_1123_SUBDOMAIN = DNS_1123_LABEL + "(\\." + DNS_1123_LABEL + ")*";
  private static final String DNS_1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";

  private static final Rule KEY_NAME =
      rule(
          63,
          LABEL_KEY,
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
              + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used"
              + " for validation is '"
              + LABEL_KEY
              + "')");
  private static final Rule VALUE =
      rule(
          63,
          LABEL_VALUE,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '"
              + LABEL_VALUE
              + "')");
  private static final Rule SUBDOMAIN =
      rule(
          253,
          DNS_1123_SUBDOMAIN,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is '"
              + DNS_1123_SUBDOMAIN
              + "')");
  private static final Rule LABEL =
      rule(
          63,
          DNS_1123_LABEL,
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
              + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
              + " regex used for validation is '"
              + DNS_1123_LABEL
              + "')");
  private static final Rule LABEL_1035 =
      rule(
          63,
          DNS_1035_LABEL,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
              + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
              + " 'abc-123', regex used for validation is '"
              + DNS_1035_LABEL
              + "')");

  private Names() {}

  private record Rule(int bytesMax, Pattern pattern, String otherwise) {

    List<String> faults(String value) {
      List<String> faults = new ArrayList<>();
      if (value.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
        faults.add("must be no more than " + bytesMax + " bytes");
      }
      if (!pattern.matcher(value).matches()) {
        faults.add(otherwise);
      }
      return faults;
    }
  }

  private static Rule rule(int bytesMax, String pattern, String otherwise) {
    return new Rule(bytesMax, Pattern.compile(pattern), otherwise);
  }

  /** The key of a label or an annotation, such as {@code example.com/my-name}. */
  public static List<String> labelKey(String key) {
    List<String> parts = List.of(key.split("/", -1));
    if (parts.size() > 2) {
      return List.of(
          "a valid label key "
              + KEY_NAME.otherwise()
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> faults = new ArrayList<>();
    if (parts.size() == 2) {
      String prefix = parts.getFirst();
      faults.addAll(
          each(
              "prefix part ",
              prefix.isEmpty() ? List.of("must be non-empty") : SUBDOMAIN.faults(prefix)));
    }
    String name = parts.getLast();
    if (name.isEmpty()) {
      faults.add("name part must be non-empty");
    }
    faults.addAll(each("name part ", KEY_NAME.faults(name)));
    return List.copyOf(faults);
  }

  public static List<String> labelValue(String value) {
    return VALUE.faults(value);
  }

  /** What most objects' names must be. */
  public static List<String> dns1123Subdomain(String value) {
    return SUBDOMAIN.faults(value);
  }

  /** What a namespace's name must be. */
  public static List<String> dns1123Label(String value) {
    boolean dots =
        !LABEL.pattern().matcher(value).matches() && SUBDOMAIN.pattern().matcher(value).matches();
    return dots ? List.of("must not contain dots") : LABEL.faults(value);
  }

  /** What a service's name must be, and the names in a CustomResourceDefinition. */
  public static List<String> dns1035Label(String value) {
    return LABEL_1035.faults(value);
  }

  /** What can be a part of a path: so much holds for all names. */
  public static List<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    return Stream.of("/", "%")
        .filter(name::contains)
        .map(character -> "may not contain '" + character + "'")
        .toList();
  }

  private static List<String> each(String prefix, List<String> faults) {
    UnaryOperator<String> prefixed = prefix::concat;
    return faults.stream().map(prefixed).toList();
  }
}
