package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Messages of the API that show a struct of the server's own, with the names of Go. */
final class Structs {

  private Structs() {}

  /**
   * @param fields all of the struct's fields in its order
   */
  static String shown(JsonNode node, String... fields) {
    return Arrays.stream(fields)
        .map(field -> "\"%s\":%s".formatted(exported(field), value(node.path(field))))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String exported(String field) {
    return field.equals("apiGroup")
        ? "APIGroup"
        : field.equals("seLinuxOptions")
            ? "SELinuxOptions"
            : Character.toUpperCase(field.charAt(0)) + field.substring(1);
  }

  private static String value(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }
}
