package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Whether a schema is structural: every field has a type, and what stands in {@code allOf}, {@code
 * anyOf}, {@code oneOf} and {@code not} only narrows fields that are declared outside of them.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">
 *     Structural schemas</a>
 */
final class Structure {

  private static final ArrayNode INT_OR_STRING = JsonNodeFactory.instance.arrayNode();

  static {
    INT_OR_STRING.addObject().put("type", "integer");
    INT_OR_STRING.addObject().put("type", "string");
  }

  /** Where a schema is, which decides what an error says. */
  private enum Level {
    ROOT("at the root"),
    ITEM("for specified array items"),
    FIELD("for specified object fields");

    private final String words;

    Level(String words) {
      this.words = words;
    }
  }

  private final List<FieldError> errors = new ArrayList<>();

  private Structure() {}

  /** Sorted by their texts. */
  static List<FieldError> check(JsonNode schema, String path) {
    Structure structure = new Structure();
    structure.spine(schema, Level.ROOT, path);
    structure.complete(schema, schema, path, path);
    structure.errors.sort(Comparator.comparing(FieldError::text));
    return structure.errors;
  }

  private void spine(JsonNode schema, Level level, String path) {
    String type = schema.path("type").asText("");
    boolean embedded = yes(schema, "x-kubernetes-embedded-resource");
    boolean open = yes(schema, "x-kubernetes-preserve-unknown-fields");
    boolean intOrString = yes(schema, "x-kubernetes-int-or-string");
    if (type.equals("array") && !schema.has("items")) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
    if (schema.path("items").isObject()) {
      spine(schema.get("items"), Level.ITEM, path + ".items");
    }
    for (Map.Entry<String, JsonNode> it : schema.path("properties").properties()) {
      if (!(level == Level.ROOT && it.getKey().equals("metadata"))) {
        spine(it.getValue(), Level.FIELD, path + ".properties[" + it.getKey() + "]");
      }
    }
    if (schema.has("additionalProperties")) {
      additional(schema, level, embedded, path + ".additionalProperties");
    }
    if (intOrString && open) {
      errors.add(
          FieldError.valued(
              FieldError.Type.INVALID,
              path + ".x-kubernetes-preserve-unknown-fields",
              "true",
              "must be false if x-kubernetes-int-or-string is true"));
    }
    if (intOrString && embedded) {
      errors.add(
          FieldError.valued(
              FieldError.Type.INVALID,
              path + ".x-kubernetes-embedded-resource",
              "true",
              "must be false if x-kubernetes-int-or-string is true"));
    }
    boolean skipAnyOf = schema.path("anyOf").equals(INT_OR_STRING);
    boolean skipAllOf = schema.path("allOf").path(0).path("anyOf").equals(INT_OR_STRING);
    values(schema, skipAnyOf, skipAllOf, path);
    type(type, level, embedded, open || intOrString, path);
    if (embedded && !open && schema.path("properties").isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".properties",
              "must not be empty if x-kubernetes-embedded-resource is true without"
                  + " x-kubernetes-preserve-unknown-fields"));
    }
    if (level == Level.ROOT || embedded) {
      meta(schema.path("properties"), level, path + ".properties");
    }
  }

  private void additional(JsonNode schema, Level level, boolean embedded, String path) {
    if (level == Level.ROOT) {
      errors.add(FieldError.forbidden(path, "must not be used at the root"));
    }
    if (embedded) {
      errors.add(
          FieldError.forbidden(path, "must not be used if x-kubernetes-embedded-resource is set"));
    }
    if (schema.get("additionalProperties").isObject()) {
      spine(schema.get("additionalProperties"), Level.FIELD, path);
    }
  }

  private void type(String type, Level level, boolean embedded, boolean untyped, String path) {
    String there = path + ".type";
    if (embedded && !type.equals("object")) {
      String must = "must be object if x-kubernetes-embedded-resource is true";
      errors.add(
          type.isEmpty()
              ? FieldError.required(there, must)
              : FieldError.invalid(there, TextNode.valueOf(type), must));
    } else if (type.isEmpty() && !untyped) {
      errors.add(FieldError.required(there, "must not be empty " + level.words));
    }
    if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
      errors.add(FieldError.invalid(there, TextNode.valueOf(type), "must be object at the root"));
    }
  }

  private void meta(JsonNode properties, Level level, String path) {
    for (String field : List.of("kind", "apiVersion")) {
      JsonNode type = properties.path(field).path("type");
      if (properties.has(field) && !type.asText("").equals("string")) {
        errors.add(
            FieldError.invalid(
                path + "[" + field + "].type",
                TextNode.valueOf(type.asText("")),
                "must be string"));
      }
    }
    JsonNode metadata = properties.path("metadata");
    if (metadata.isMissingNode()) {
      return;
    }
    String type = metadata.path("type").asText("");
    if (!type.equals("object")) {
      errors.add(
          FieldError.invalid(path + "[metadata].type", TextNode.valueOf(type), "must be object"));
    }
    boolean onlyNames =
        metadata.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(List.of("type", "properties", "description")::contains)
            && metadata.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(List.of("name", "generateName")::contains);
    if (level == Level.ROOT && (!onlyNames || metadata.has("description"))) {
      errors.add(
          FieldError.forbidden(
              path + "[metadata]",
              "must not specify anything other than name and generateName, but metadata is"
                  + " implicitly specified"));
    }
  }

  private static boolean yes(JsonNode schema, String keyword) {
    return schema.path(keyword).asBoolean(false);
  }

  private void values(JsonNode schema, boolean skipAnyOf, boolean skipAllOf, String path) {
    if (!skipAnyOf) {
      each(schema, "anyOf", (it, there) -> nested(it, false, there), path);
    }
    JsonNode allOf = schema.path("allOf");
    for (int i = 0; i < allOf.size(); i++) {
      nested(allOf.get(i), skipAllOf && i == 0, path + ".allOf[" + i + "]");
    }
    each(schema, "oneOf", (it, there) -> nested(it, false, there), path);
    if (schema.path("not").isObject()) {
      nested(schema.get("not"), false, path + ".not");
    }
    String pattern = schema.path("pattern").asText("");
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      errors.add(
          FieldError.invalid(
              path + ".pattern",
              schema.get("pattern"),
              "must be a valid regular expression, but isn't: " + e.getMessage()));
    }
  }

  private interface Visit {
    void to(JsonNode schema, String path);
  }

  private static void each(JsonNode schema, String keyword, Visit visit, String path) {
    JsonNode parts = schema.path(keyword);
    for (int i = 0; i < parts.size(); i++) {
      visit.to(parts.get(i), path + "." + keyword + "[" + i + "]");
    }
  }

  private void nested(JsonNode schema, boolean skipAnyOf, String path) {
    values(schema, skipAnyOf, false, path);
    if (schema.path("items").isObject()) {
      nested(schema.get("items"), false, path + ".items");
    }
    schema
        .path("properties")
        .properties()
        .forEach(it -> nested(it.getValue(), false, path + ".properties[" + it.getKey() + "]"));
    for (String keyword : List.of("type", "title", "description", "x-kubernetes-list-map-keys")) {
      if (!schema.path(keyword).isEmpty() || !schema.path(keyword).asText("").isEmpty()) {
        errors.add(FieldError.forbidden(path + "." + keyword, "must be empty to be structural"));
      }
    }
    for (String keyword :
        List.of(
            "additionalProperties", "default", "x-kubernetes-list-type", "x-kubernetes-map-type")) {
      if (schema.has(keyword)) {
        errors.add(
            FieldError.forbidden(path + "." + keyword, "must be undefined to be structural"));
      }
    }
    for (String keyword :
        List.of(
            "nullable",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource",
            "x-kubernetes-int-or-string")) {
      if (yes(schema, keyword)) {
        errors.add(FieldError.forbidden(path + "." + keyword, "must be false to be structural"));
      }
    }
    if (!schema.path("x-kubernetes-validations").isEmpty()) {
      errors.add(
          FieldError.forbidden(
              path + ".x-kubernetes-validations", "must be empty to be structural"));
    }
    if (schema.path("properties").has("metadata")) {
      errors.add(
          FieldError.forbidden(
              path + ".properties[metadata]", "must not be specified in a nested context"));
    }
  }

  /** What value validations speak of must be declared. */
  private void complete(JsonNode values, JsonNode spine, String spinePath, String path) {
    if (values.path("not").isObject()) {
      completeNested(values.get("not"), spine, spinePath, path + ".not");
    }
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      each(values, keyword, (it, there) -> completeNested(it, spine, spinePath, there), path);
    }
  }

  private void completeNested(JsonNode values, JsonNode spine, String spinePath, String path) {
    if (spine.isMissingNode()) {
      errors.add(FieldError.required(spinePath, "because it is defined in " + path));
      return;
    }
    complete(values, spine, spinePath, path);
    if (values.path("items").isObject()) {
      completeNested(
          values.get("items"), spine.path("items"), spinePath + ".items", path + ".items");
    }
    for (Map.Entry<String, JsonNode> it : values.path("properties").properties()) {
      String field = ".properties[" + it.getKey() + "]";
      completeNested(
          it.getValue(),
          spine.path("properties").path(it.getKey()),
          spinePath + field,
          path + field);
    }
  }
}
