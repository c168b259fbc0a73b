package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks a value against the keywords of its schema, in the order and with the words of the API.
 * Fields come in the order of the schema. Stateless, thread-safe.
 */
final class ValueValidator {

  /** Patterns belong to definitions, of which there are few. */
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private ValueValidator() {}

  /**
   * @param schema a schema's document
   * @param correlation with the value before an update, whose faults are tolerated; empty for none
   */
  static Findings validate(
      JsonNode value, JsonNode schema, Place place, Optional<Correlation> correlation) {
    Findings findings = new Findings();
    List<String> types = types(schema);
    String format = Formats.supported(schema.path("format").asText(""), types);
    findings.add(TypeCheck.check(value, types, format, schema, place));
    if (value.isNull()) {
      enumeration(value, schema, place).ifPresent(findings::add);
      return findings;
    }
    findings.checked();
    findings.add(Combinations.check(value, schema, place, correlation));
    findings.checked();
    if (value.isTextual()) {
      text(value, schema, place).ifPresent(findings::add);
      findings.checked();
      if (!format.isEmpty()) {
        format(value, format, place).ifPresent(findings::add);
        findings.checked();
      }
    } else if (value.isNumber()) {
      String type = types.size() == 1 ? types.getFirst() : "";
      String numeric = type.equals("integer") || type.equals("number") ? type : "";
      String limits = numeric.isEmpty() ? "" : format;
      new NumberCheck(place, schema, numeric, limits).check(value, findings::add);
      findings.checked();
      findings.checked();
    } else if (value instanceof ArrayNode list) {
      list(list, schema, place, correlation, findings);
      findings.checked();
      findings.checked();
    }
    enumeration(value, schema, place).ifPresent(findings::add);
    findings.checked();
    if (value instanceof ObjectNode object) {
      object(object, schema, place, correlation, findings);
      findings.checked();
    }
    findings.checked();
    return findings;
  }

  private static List<String> types(JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
      return List.of("integer", "string");
    }
    String type = schema.path("type").asText("");
    return type.isEmpty() ? List.of() : List.of(type);
  }

  /** A part of a value, whose faults are tolerated if it is what it was. */
  private static Findings part(
      JsonNode value, JsonNode schema, Place place, Optional<Correlation> correlation) {
    Findings findings = validate(value, schema, place, correlation);
    boolean tolerated =
        !findings.none() && correlation.isPresent() && correlation.get().unchanged();
    return tolerated ? findings.tolerated() : findings;
  }

  private static Optional<FieldError> enumeration(JsonNode value, JsonNode schema, Place place) {
    JsonNode allowed = schema.path("enum");
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode one : allowed) {
      boolean numbers = one.isNumber() && value.isNumber();
      boolean same =
          numbers ? one.doubleValue() == value.doubleValue() : one.equals(value) && !value.isNull();
      if (same) {
        return Optional.empty();
      }
      values.add(one);
    }
    return Optional.of(
        FieldError.valued(
            FieldError.Type.NOT_SUPPORTED,
            place.field(),
            GoText.value(value),
            GoText.supported(values)));
  }

  private static Optional<FieldError> text(JsonNode value, JsonNode schema, Place place) {
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    if (schema.has("maxLength") && length > schema.get("maxLength").asLong()) {
      return Optional.of(
          FieldError.of(
              FieldError.Type.TOO_LONG,
              place.field(),
              "may not be more than %d bytes".formatted(schema.get("maxLength").asLong())));
    }
    if (schema.has("minLength") && length < schema.get("minLength").asLong()) {
      return Optional.of(
          invalid(
              place,
              value,
              "should be at least %d chars long".formatted(schema.get("minLength").asLong())));
    }
    String pattern = schema.path("pattern").asText("");
    if (!pattern.isEmpty()
        && !PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text).find()) {
      return Optional.of(invalid(place, value, "should match '%s'".formatted(pattern)));
    }
    return Optional.empty();
  }

  private static Optional<FieldError> format(JsonNode value, String format, Place place) {
    return Formats.fits(format, value.textValue())
        ? Optional.empty()
        : Optional.of(
            FieldError.valued(
                FieldError.Type.TYPE_INVALID,
                place.field(),
                GoText.value(value),
                "%s in body must be of type %s: %s"
                    .formatted(place.path(), format, GoText.value(value))));
  }

  private static void list(
      ArrayNode list,
      JsonNode schema,
      Place place,
      Optional<Correlation> correlation,
      Findings findings) {
    JsonNode items = schema.path("items");
    if (items.isObject()) {
      for (int i = 0; i < list.size(); i++) {
        int index = i;
        Optional<Correlation> item = correlation.flatMap(it -> it.item(index));
        findings.add(part(list.get(i), items, place.index(i), item));
      }
    }
    JsonNode size = JsonNodeFactory.instance.numberNode(list.size());
    if (schema.has("minItems") && list.size() < schema.get("minItems").asLong()) {
      findings.add(
          invalid(
              place,
              size,
              "should have at least %d items".formatted(schema.get("minItems").asLong())));
    }
    if (schema.has("maxItems") && list.size() > schema.get("maxItems").asLong()) {
      findings.add(tooMany(place, list.size(), schema.get("maxItems").asLong()));
    }
  }

  private static void object(
      ObjectNode object,
      JsonNode schema,
      Place place,
      Optional<Correlation> correlation,
      Findings findings) {
    JsonNode size = JsonNodeFactory.instance.numberNode(object.size());
    if (schema.has("minProperties") && object.size() < schema.get("minProperties").asLong()) {
      findings.add(
          invalid(
              place,
              size,
              "should have at least %d properties"
                  .formatted(schema.get("minProperties").asLong())));
    }
    if (schema.has("maxProperties") && object.size() > schema.get("maxProperties").asLong()) {
      findings.add(tooMany(place, object.size(), schema.get("maxProperties").asLong()));
    }
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (others.isObject() && !properties.has(field.getKey())) {
        Optional<Correlation> before = correlation.flatMap(it -> it.field(field.getKey()));
        findings.add(part(field.getValue(), others, place.dotted(field.getKey()), before));
      } else if (others.isBoolean() && !others.asBoolean() && !properties.has(field.getKey())) {
        findings.add(
            FieldError.valued(
                FieldError.Type.INVALID,
                place.field(),
                GoText.quoted(field.getKey()),
                "%s.%s in body is a forbidden property".formatted(place.path(), field.getKey())));
      }
    }
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode value = object.get(property.getKey());
      if (value != null) {
        boolean typeMeta =
            place.path().isEmpty()
                && (property.getKey().equals("kind") || property.getKey().equals("apiVersion"));
        Optional<Correlation> before =
            typeMeta ? Optional.empty() : correlation.flatMap(it -> it.field(property.getKey()));
        findings.add(part(value, property.getValue(), place.property(property.getKey()), before));
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (!object.has(name.asText())) {
        findings.add(FieldError.required(place.dotted(name.asText()).field(), ""));
      }
    }
  }

  private static FieldError invalid(Place place, JsonNode value, String what) {
    return FieldError.valued(
        FieldError.Type.INVALID,
        place.field(),
        GoText.value(value),
        "%s in body %s".formatted(place.path(), what));
  }

  private static FieldError tooMany(Place place, int size, long most) {
    return FieldError.valued(
        FieldError.Type.TOO_MANY,
        place.field(),
        Integer.toString(size),
        "must have at most %d %s".formatted(most, most == 1 ? "item" : "items"));
  }
}
