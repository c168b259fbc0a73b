package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.name.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The shapes of texts that only built-in kinds know. As in {@link Names}, each method gives what is
 * wrong, in the API's words.
 */
final class Formats {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private Formats() {}

  static List<String> portName(String name) {
    List<String> faults = new ArrayList<>();
    if (name.length() > 15) {
      faults.add("must be no more than 15 characters");
    }
    if (!name.matches("[-a-z0-9]+")) {
      faults.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (!name.matches("(?s).*[a-z].*")) {
      faults.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      faults.add("must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      faults.add("must not begin or end with a hyphen");
    }
    return faults;
  }

  static List<String> percent(String text) {
    return text.matches("[0-9]+%")
        ? List.of()
        : List.of(
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',"
                + "  or '93%', regex used for validation is '[0-9]+%')");
  }

  static List<String> environmentName(String name) {
    return name.matches("[\\x20-\\x7e&&[^=]]*")
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
  }

  /** A key in a ConfigMap or a Secret. */
  static List<String> dataKey(String key) {
    List<String> faults = new ArrayList<>();
    if (key.length() > 253) {
      faults.add("must be no more than 253 characters");
    }
    if (!key.matches("[-._a-zA-Z0-9]+")) {
      faults.add(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
              + " '[-._a-zA-Z0-9]+')");
    }
    if (key.equals(".") || key.equals("..")) {
      faults.add("must not be '" + key + "'");
    } else if (key.startsWith("..")) {
      faults.add("must not start with '..'");
    }
    return faults;
  }

  /** The name of something in a URL. */
  static List<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> faults = new ArrayList<>();
    for (String forbidden : List.of("/", "%")) {
      if (name.contains(forbidden)) {
        faults.add("may not contain '" + forbidden + "'");
      }
    }
    return faults;
  }

  static List<String> address(String address) {
    return IPV4.matcher(address).matches() || IPV6.matcher(address).matches()
        ? List.of()
        : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
  }

  static boolean isAddress(String text) {
    return address(text).isEmpty();
  }

  /** A host with a first part that may be anything. */
  static List<String> wildcardHost(String host) {
    String pattern = "\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    return host.matches(pattern)
        ? List.of()
        : List.of(
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain,"
                + " which must consist of lower case alphanumeric characters, '-' or '.' and end"
                + " with an alphanumeric character (e.g. '*.example.com', regex used for validation"
                + " is '"
                + pattern
                + "')");
  }

  /** The labels of something, or a selector that is only labels. */
  static void labels(Check labels) {
    labels
        .node()
        .properties()
        .forEach(label -> {
          labels.with(TextNode.valueOf(label.getKey())).invalid(Names.labelKey(label.getKey()));
          labels.with(label.getValue()).invalid(Names.labelValue(label.getValue().asText()));
        });
  }
}
