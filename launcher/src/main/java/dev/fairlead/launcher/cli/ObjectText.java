package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** One object of the gateway as a person reads it. */
final class ObjectText {

  private ObjectText() {}

  /** A line for each fact that is known, but for these fields. */
  static String of(JsonNode object, String... less) {
    List<String> left = List.of(less);
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      if (left.contains(field.getKey()) || value.isNull() || (value.isArray() && value.isEmpty())) {
        continue;
      }
      if (!value.isArray()) {
        lines.add(String.format("%-20s %s", field.getKey() + ":", text(value)));
        continue;
      }
      lines.add(field.getKey() + ":");
      value.forEach(item -> lines.add("  " + item(item)));
    }
    return lines.toString();
  }

  /** A scalar; a dash for nothing. */
  static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "-" : value.asText();
  }

  private static String item(JsonNode item) {
    if (!item.isObject()) {
      return item.asText();
    }
    StringJoiner words = new StringJoiner("  ");
    item.fields()
        .forEachRemaining(field -> {
          if (!field.getValue().isNull()) {
            words.add(field.getKey() + "=" + field.getValue().asText());
          }
        });
    return words.toString();
  }
}
