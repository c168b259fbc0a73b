package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.schema.Quantity;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does with a value what decoding it into the API's own structs does: wrong types are refused,
 * unknown fields fall away, times and quantities get their canonical form. For one decoding.
 */
final class StructDecoder {

  private final Map<String, String> duplicates;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param duplicates by path
   */
  StructDecoder(Map<String, String> duplicates) {
    this.duplicates = duplicates;
  }

  /** Unknown and duplicate fields, in the order in which they were met. */
  List<String> problems() {
    return problems;
  }

  /**
   * Where a value is.
   *
   * @param path as problems show it, with indices
   * @param struct the struct that has the field; empty at the root
   * @param field as errors show it, without indices
   */
  private record Place(String path, String struct, String field) {

    Place field(String owner, String name) {
      return new Place(
          path.isEmpty() ? name : path + "." + name,
          owner,
          field.isEmpty() ? name : field + "." + name);
    }

    Place key(String key) {
      return new Place(path + "." + key, struct, field);
    }

    Place index(int index) {
      return new Place(path + "[" + index + "]", struct, field);
    }
  }

  /** Decodes a whole object in place. */
  void decode(ObjectNode object, Schema schema) throws Undecodable {
    decode(object, schema, "");
  }

  /**
   * @param path where the object is, for the problems
   */
  void decode(JsonNode object, Schema schema, String path) throws Undecodable {
    struct(object, schema, new Place(path, "", ""));
  }

  /** The value as it is kept; empty if nothing is kept. */
  private Optional<JsonNode> value(JsonNode value, Schema schema, Place place) throws Undecodable {
    if (value.isNull()) {
      return schema.type().isEmpty() && !schema.intOrString()
          ? Optional.of(value)
          : Optional.empty();
    }
    if (GoTypes.isQuantity(schema)) {
      return Optional.of(quantity(value));
    }
    if (schema.intOrString()) {
      boolean fits = value.isTextual() || isInteger(value, "int32");
      return Optional.of(require(fits, value, schema, place));
    }
    return Optional.of(
        switch (schema.type()) {
          case "string" -> string(value, schema, place);
          case "boolean" -> require(value.isBoolean(), value, schema, place);
          case "integer" -> require(isInteger(value, schema.format()), value, schema, place);
          case "number" -> require(value.isNumber(), value, schema, place);
          case "array" -> list(value, schema, place);
          case "object" ->
              schema.additionalProperties().isPresent()
                  ? map(value, schema, place)
                  : struct(value, schema, place);
          default -> value;
        });
  }

  private static boolean isInteger(JsonNode value, String format) {
    return value.isIntegralNumber() && (!format.equals("int32") || value.canConvertToInt());
  }

  private static JsonNode require(boolean fits, JsonNode value, Schema schema, Place place)
      throws Undecodable {
    if (!fits) {
      throw mismatch(value, schema, place);
    }
    return value;
  }

  private static Undecodable mismatch(JsonNode value, Schema schema, Place place) {
    boolean number = value.isNumber() && (schema.type().equals("integer") || schema.intOrString());
    String what = GoTypes.nameOf(value) + (number ? " " + value.asText() : "");
    String type = GoTypes.nameOf(schema);
    return new Undecodable(
        place.struct().isEmpty()
            ? "json: cannot unmarshal %s into Go value of type %s".formatted(what, type)
            : "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
                .formatted(what, place.struct(), place.field(), type));
  }

  private static JsonNode string(JsonNode value, Schema schema, Place place) throws Undecodable {
    require(value.isTextual(), value, schema, place);
    String text = value.textValue();
    if (GoTypes.isTime(schema)) {
      return TextNode.valueOf(Times.seconds(text));
    }
    if (GoTypes.isMicroTime(schema)) {
      return TextNode.valueOf(Times.micros(text));
    }
    if (schema.format().equals("byte")) {
      requireBase64(text.replace("\n", "").replace("\r", ""));
    }
    return value;
  }

  private static void requireBase64(String text) throws Undecodable {
    int at = 0;
    while (at < text.length()
        && ((Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) < 128)
            || text.charAt(at) == '+'
            || text.charAt(at) == '/')) {
      at++;
    }
    String end = text.substring(at);
    boolean padded =
        (end.isEmpty() || end.equals("=") || end.equals("==")) && text.length() % 4 == 0;
    if (!padded) {
      throw new Undecodable(
          "illegal base64 data at input byte " + (end.isEmpty() ? at - at % 4 : at));
    }
    Base64.getDecoder().decode(text);
  }

  private static JsonNode quantity(JsonNode value) throws Undecodable {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return TextNode.valueOf(
        Quantity.parse(text.strip())
            .orElseThrow(() ->
                new Undecodable(
                    "quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"))
            .toString());
  }

  private JsonNode list(JsonNode value, Schema schema, Place place) throws Undecodable {
    require(value.isArray(), value, schema, place);
    Optional<Schema> items = schema.items();
    if (items.isEmpty()) {
      return value;
    }
    ArrayNode list = (ArrayNode) value;
    for (int i = 0; i < list.size(); i++) {
      list.set(i, element(list.get(i), items.get(), place.index(i)));
    }
    return list;
  }

  private JsonNode map(JsonNode value, Schema schema, Place place) throws Undecodable {
    require(value.isObject(), value, schema, place);
    ObjectNode map = (ObjectNode) value;
    Schema values = schema.additionalProperties().orElseThrow();
    for (Map.Entry<String, JsonNode> entry : List.copyOf(map.properties())) {
      Place key = place.key(entry.getKey());
      map.set(entry.getKey(), element(entry.getValue(), values, key));
      noteDuplicate(key);
    }
    return map;
  }

  /** Where a value must be, null is the type's zero. */
  private JsonNode element(JsonNode value, Schema schema, Place place) throws Undecodable {
    Optional<JsonNode> decoded = value(value, schema, place);
    return decoded.isPresent() ? decoded.get() : zero(value, schema);
  }

  private static JsonNode zero(JsonNode nothing, Schema schema) {
    return switch (schema.type()) {
      case "string" -> schema.format().isEmpty() ? TextNode.valueOf("") : nothing;
      case "object" ->
          schema.additionalProperties().isPresent()
              ? nothing
              : JsonNodeFactory.instance.objectNode();
      default -> GoTypes.isQuantity(schema) ? TextNode.valueOf("0") : nothing;
    };
  }

  private JsonNode struct(JsonNode value, Schema schema, Place place) throws Undecodable {
    if (schema.preserveUnknownFields() && !value.isObject()) {
      return value;
    }
    require(value.isObject(), value, schema, place);
    if (schema.preserveUnknownFields()) {
      return value;
    }
    ObjectNode object = (ObjectNode) value;
    String struct = GoTypes.struct(schema);
    for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
      String name = entry.getKey();
      Place field = place.field(struct, name);
      Schema declared = schema.properties().get(name);
      if (declared == null) {
        problems.add("unknown field \"" + field.path() + "\"");
        object.remove(name);
        continue;
      }
      Optional<JsonNode> kept = value(entry.getValue(), declared, field);
      kept.ifPresentOrElse(it -> object.set(name, it), () -> object.remove(name));
      noteDuplicate(field);
    }
    return object;
  }

  private void noteDuplicate(Place place) {
    String problem = duplicates.get(place.path());
    if (problem != null) {
      problems.add(problem);
    }
  }
}
