package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a schema uses only keywords that the API knows, and these as they are meant. */
final class Keywords {

  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");
  private static final List<String> UNSUPPORTED =
      List.of("id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");
  private static final List<String> REASONS =
      List.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private final String root;
  private final List<FieldError> errors = new ArrayList<>();

  Keywords(String root) {
    this.root = root;
  }

  List<FieldError> errors(JsonNode schema) {
    visit(schema, root, "");
    return errors;
  }

  /**
   * @param noDefaults why there must be no defaults here; empty where they may be
   */
  private void visit(JsonNode schema, String path, String noDefaults) {
    known(schema, path, noDefaults);
    JsonNode additional = schema.path("additionalProperties");
    if (!additional.isMissingNode()
        && !schema.path("properties").isEmpty()
        && (additional.isObject() || !additional.asBoolean())) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "additionalProperties and properties are mutual exclusive"));
    }
    if (additional.isObject()) {
      visit(additional, path + ".additionalProperties", noDefaults);
    }
    for (Map.Entry<String, JsonNode> it : schema.path("properties").properties()) {
      String top =
          path.equals(root) && META.contains(it.getKey()) ? " in top-level " + it.getKey() : "";
      visit(
          it.getValue(),
          path + ".properties[" + it.getKey() + "]",
          noDefaults.isEmpty() ? top : noDefaults);
    }
    if (schema.path("not").isObject()) {
      visit(schema.get("not"), path + ".not", noDefaults);
    }
    for (String keyword : List.of("allOf", "oneOf", "anyOf")) {
      for (int i = 0; i < schema.path(keyword).size(); i++) {
        visit(schema.path(keyword).get(i), path + "." + keyword + "[" + i + "]", noDefaults);
      }
    }
    if (schema.path("items").isObject()) {
      visit(schema.get("items"), path + ".items", noDefaults);
    }
    lists(schema, path);
    for (int i = 0; i < schema.path("x-kubernetes-validations").size(); i++) {
      rule(
          schema.path("x-kubernetes-validations").get(i),
          schema,
          path + ".x-kubernetes-validations[" + i + "]");
    }
  }

  private void known(JsonNode schema, String path, String noDefaults) {
    String type = schema.path("type").asText("");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(unsupported(path + ".type", type, TYPES));
    }
    if (schema.has("default") && !noDefaults.isEmpty()) {
      errors.add(FieldError.forbidden(path + ".default", "must not be set" + noDefaults));
    }
    for (String keyword : UNSUPPORTED) {
      if (schema.has(keyword)) {
        errors.add(FieldError.forbidden(path + "." + keyword, keyword + " is not supported"));
      }
    }
    if (type.equals("null")) {
      errors.add(
          FieldError.forbidden(
              path + ".type", "type cannot be set to null, use nullable as an alternative"));
    }
    if (schema.path("items").isArray() && !schema.path("items").isEmpty()) {
      errors.add(
          FieldError.forbidden(path + ".items", "items must be a schema object and not an array"));
    }
    if (schema.path("uniqueItems").asBoolean(false)) {
      errors.add(
          FieldError.forbidden(
              path + ".uniqueItems",
              "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
    }
  }

  private static FieldError unsupported(String path, String word, List<String> words) {
    List<JsonNode> values = new ArrayList<>();
    words.forEach(it -> values.add(TextNode.valueOf(it)));
    return FieldError.valued(
        FieldError.Type.NOT_SUPPORTED, path, GoText.quoted(word), GoText.supported(values));
  }

  private void requireType(JsonNode schema, String must, String keyword, String path) {
    String type = schema.path("type").asText("");
    String detail = "must be %s if %s is specified".formatted(must, keyword);
    if (type.isEmpty()) {
      errors.add(FieldError.required(path + ".type", detail));
    } else if (!type.equals(must)) {
      errors.add(FieldError.invalid(path + ".type", TextNode.valueOf(type), detail));
    }
  }

  private void lists(JsonNode schema, String path) {
    JsonNode open = schema.path("x-kubernetes-preserve-unknown-fields");
    if (open.isBoolean() && !open.asBoolean()) {
      errors.add(
          FieldError.invalid(
              path + ".x-kubernetes-preserve-unknown-fields", open, "must be true or undefined"));
    }
    String mapType = schema.path("x-kubernetes-map-type").asText("");
    if (!mapType.isEmpty()) {
      requireType(schema, "object", "x-kubernetes-map-type", path);
      if (!mapType.equals("atomic") && !mapType.equals("granular")) {
        errors.add(
            unsupported(path + ".x-kubernetes-map-type", mapType, List.of("atomic", "granular")));
      }
    }
    String listType = schema.path("x-kubernetes-list-type").asText("");
    if (!listType.isEmpty()) {
      requireType(schema, "array", "x-kubernetes-list-type", path);
      if (!List.of("atomic", "set", "map").contains(listType)) {
        errors.add(
            unsupported(
                path + ".x-kubernetes-list-type", listType, List.of("atomic", "set", "map")));
      }
    }
    JsonNode keys = schema.path("x-kubernetes-list-map-keys");
    if (!keys.isEmpty() && !listType.equals("map")) {
      String detail = "must be map if x-kubernetes-list-map-keys is non-empty";
      String there = path + ".x-kubernetes-list-type";
      errors.add(
          listType.isEmpty()
              ? FieldError.required(there, detail)
              : FieldError.invalid(there, TextNode.valueOf(listType), detail));
    }
    JsonNode items = schema.path("items");
    if (listType.equals("map")) {
      listMap(keys, items, path);
    }
    if (listType.equals("set")) {
      listSet(items, path + ".items");
    }
    if ((listType.equals("set") || listType.equals("map"))
        && items.path("nullable").asBoolean(false)) {
      errors.add(
          FieldError.forbidden(
              path + ".items.nullable",
              "cannot be nullable when x-kubernetes-list-type is " + listType));
    }
    if (listType.equals("map")) {
      listMapKeys(keys, items, path + ".items");
    }
  }

  private void listSet(JsonNode items, String path) {
    String must = "must be atomic as item of a list with x-kubernetes-list-type=set";
    String type = items.path("type").asText("");
    String listType = items.path("x-kubernetes-list-type").asText("atomic");
    if (type.equals("array") && !listType.equals("atomic")) {
      errors.add(
          FieldError.invalid(path + ".x-kubernetes-list-type", TextNode.valueOf(listType), must));
    }
    if (type.equals("object") && !items.path("x-kubernetes-map-type").asText("").equals("atomic")) {
      errors.add(
          FieldError.valued(
              FieldError.Type.INVALID, path + ".x-kubernetes-map-type", "null", must));
    }
  }

  private void listMap(JsonNode keys, JsonNode items, String path) {
    if (keys.isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".x-kubernetes-list-map-keys",
              "must not be empty if x-kubernetes-list-type is map"));
    }
    if (items.isMissingNode()) {
      errors.add(
          FieldError.required(
              path + ".items", "must have a schema if x-kubernetes-list-type is map"));
    } else if (!items.path("type").asText("").equals("object")) {
      errors.add(
          FieldError.invalid(
              path + ".items.type",
              TextNode.valueOf(items.path("type").asText("")),
              "must be object if parent array's x-kubernetes-list-type is map"));
    } else {
      Set<String> seen = new HashSet<>();
      for (JsonNode key : keys) {
        JsonNode property = items.path("properties").path(key.asText());
        String type = property.path("type").asText("");
        if (property.isMissingNode()) {
          errors.add(
              FieldError.invalid(
                  path + ".x-kubernetes-list-map-keys",
                  keys,
                  "entries must all be names of item properties"));
        } else if (type.equals("array") || type.equals("object")) {
          errors.add(
              FieldError.invalid(
                  path + ".items.properties[" + key.asText() + "].type",
                  TextNode.valueOf("object"),
                  "must be a scalar type if parent array's x-kubernetes-list-type is map"));
        }
        if (!seen.add(key.asText())) {
          errors.add(
              FieldError.invalid(
                  path + ".x-kubernetes-list-map-keys",
                  keys,
                  "must not contain duplicate entries"));
        }
      }
    }
  }

  private void listMapKeys(JsonNode keys, JsonNode items, String path) {
    Set<String> required = new HashSet<>();
    items.path("required").forEach(it -> required.add(it.asText()));
    for (JsonNode key : keys) {
      JsonNode property = items.path("properties").path(key.asText());
      String there = path + ".properties[" + key.asText() + "]";
      if (property.isObject() && !required.contains(key.asText()) && !property.has("default")) {
        errors.add(
            FieldError.required(
                there + ".default",
                "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                    + " required property"));
      }
      if (property.path("nullable").asBoolean(false)) {
        errors.add(
            FieldError.forbidden(
                there + ".nullable",
                "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
      }
    }
  }

  private void rule(JsonNode rule, JsonNode schema, String path) {
    String expression = rule.path("rule").asText("").strip();
    String message = rule.path("message").asText("");
    if (expression.isEmpty()) {
      errors.add(FieldError.required(path + ".rule", "rule is not specified"));
    } else if (!message.isEmpty() && message.isBlank()) {
      errors.add(
          FieldError.invalid(
              path + ".message", rule.get("message"), "must be non-empty if specified"));
    } else if (message.strip().contains("\n")) {
      errors.add(
          FieldError.invalid(
              path + ".message", rule.get("message"), "must not contain line breaks"));
    } else if (expression.contains("\n") && message.isBlank()) {
      errors.add(
          FieldError.required(
              path + ".message", "message must be specified if rule contains line breaks"));
    }
    String computed = rule.path("messageExpression").asText("");
    if (!computed.isEmpty() && computed.isBlank()) {
      errors.add(
          FieldError.required(
              path + ".messageExpression", "messageExpression must be non-empty if specified"));
    }
    String reason = rule.path("reason").asText("");
    if (rule.has("reason") && !REASONS.contains(reason)) {
      errors.add(unsupported(path + ".reason", reason, REASONS));
    }
    String field = rule.path("fieldPath").asText("");
    if (!field.isEmpty() && !leadsSomewhere(field, schema)) {
      errors.add(
          FieldError.invalid(path + ".fieldPath", rule.get("fieldPath"), "must be a valid path"));
    }
  }

  /** Whether a path such as {@code .a.b} or {@code .m['k']} names a declared field. */
  private static boolean leadsSomewhere(String path, JsonNode schema) {
    String dotted = path.replaceAll("\\['([^']*)']", ".$1");
    if (!dotted.startsWith(".") || dotted.contains("[")) {
      return false;
    }
    JsonNode at = schema;
    for (String name : dotted.substring(1).split("[.]", -1)) {
      JsonNode property = at.path("properties").path(name);
      at = property.isMissingNode() ? at.path("additionalProperties") : property;
      if (!at.isObject()) {
        return false;
      }
    }
    return true;
  }
}
