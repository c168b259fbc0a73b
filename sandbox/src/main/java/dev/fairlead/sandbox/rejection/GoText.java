package dev.fairlead.sandbox.rejection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON values as the API's messages show them: the way Go's {@code fmt} prints them. */
public final class GoText {

  private GoText() {}

  /** {@code %v}: {@code map[name:x ports:[80]]}. */
  public static String plain(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT ->
          value.properties().stream()
              .sorted(java.util.Map.Entry.comparingByKey())
              .map(field -> field.getKey() + ":" + plain(field.getValue()))
              .collect(Collectors.joining(" ", "map[", "]"));
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(GoText::plain)
              .collect(Collectors.joining(" ", "[", "]"));
      case NULL, MISSING -> "<nil>";
      case STRING, NUMBER, BOOLEAN, BINARY, POJO -> value.asText();
    };
  }

  /** {@code %#v}: {@code map[string]interface {}{"name":"x"}}. */
  public static String syntax(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT ->
          value.properties().stream()
              .sorted(java.util.Map.Entry.comparingByKey())
              .map(field -> quoted(field.getKey()) + ":" + syntax(field.getValue()))
              .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(GoText::syntax)
              .collect(Collectors.joining(", ", "[]interface {}{", "}"));
      case STRING -> quoted(value.textValue());
      case NULL, MISSING -> "interface {}(nil)";
      case NUMBER, BOOLEAN, BINARY, POJO -> value.asText();
    };
  }

  /** {@code %T}: the type of the decoded value. */
  public static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
      case NULL, MISSING, BINARY, POJO -> "<nil>";
    };
  }

  /** {@code %q}. */
  public static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
