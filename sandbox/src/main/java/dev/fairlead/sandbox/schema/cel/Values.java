package dev.fairlead.sandbox.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.fairlead.sandbox.schema.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as CEL computes with them. */
final class Values {

  private Values() {}

  /**
   * @throws IllegalArgumentException if a text does not have its schema's format
   */
  static Object of(JsonNode value, Schema schema, boolean resource) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> object(value, schema, resource || schema.embeddedResource());
      case ARRAY -> list(value, schema);
      case STRING, BINARY -> text(value.asText(), schema.intOrString() ? "" : schema.format());
      case BOOLEAN -> value.booleanValue();
      case NUMBER ->
          value.isIntegralNumber() && !schema.type().equals("number")
              ? (Object) value.longValue()
              : (Object) value.doubleValue();
      case NULL, MISSING -> NullValue.NULL_VALUE;
    };
  }

  private static Object text(String text, String format) {
    try {
      return switch (format) {
        case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
        case "duration" -> Duration.parse("PT" + text.replace("ms", "E-3s"));
        case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        case "date-time" -> instant(text);
        default -> text;
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no " + format, e);
    }
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static List<Object> list(JsonNode value, Schema schema) {
    List<Object> list = new ArrayList<>();
    value.forEach(
        item -> list.add(schema.items().map(it -> of(item, it, false)).orElse(item.toString())));
    return list;
  }

  private static Map<String, Object> object(JsonNode value, Schema schema, boolean resource) {
    Map<String, Object> map = new LinkedHashMap<>();
    boolean struct = schema.additionalProperties().isEmpty();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Optional<Schema> field = schema.field(entry.getKey());
      boolean metadata = resource && entry.getKey().equals("metadata");
      Optional<String> name =
          struct && !metadata ? Identifiers.escape(entry.getKey()) : Optional.of(entry.getKey());
      if (field.isPresent() && name.isPresent()) {
        map.put(name.get(), of(entry.getValue(), field.get(), false));
      }
    }
    return map;
  }
}
