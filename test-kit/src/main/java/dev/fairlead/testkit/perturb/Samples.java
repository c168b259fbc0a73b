package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that a schema of a CustomResourceDefinition allows, and values that it forbids. Pure. */
final class Samples {

  /** One of these fits most patterns that people write. */
  private static final List<String> TEXTS =
      List.of(
          "edited",
          "a2",
          "1h",
          "90m",
          "64Mi",
          "100m",
          "1",
          "50%",
          "edited.example.com",
          "https://edited.example.com",
          "someone@example.com",
          "10.0.0.1",
          "10.0.0.0/8",
          "--edited",
          "a=b",
          "EDITED",
          "1.2.3",
          "2026-06-01T00:00:00Z");

  /** Hardly anything takes these. */
  private static final List<String> ODD_TEXTS = List.of("", " ", "!", "-", "ä ö");

  private static final int TEXTS_MAX = 2;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Samples() {}

  /**
   * What may stand there; empty where nothing is known that fits.
   *
   * @param like what stands there now
   */
  static List<JsonNode> allowed(JsonNode schema, Optional<JsonNode> like) {
    if (schema.path("enum").isArray()) {
      return nodes(schema.path("enum"));
    }
    if (isIntOrString(schema)) {
      return fitting(schema, intsOrTexts(like));
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> List.of(BooleanNode.TRUE, BooleanNode.FALSE);
      case "integer", "number" -> numbers(schema, like);
      case "string" -> texts(schema, like);
      case "array" -> lists(schema);
      case "object" -> objects(schema);
      default -> List.of();
    };
  }

  /** What the API server has to refuse there. */
  static List<JsonNode> refused(JsonNode schema) {
    if (isIntOrString(schema)) {
      return List.of(BooleanNode.TRUE);
    }
    if (schema.path("enum").isArray()) {
      return List.of(TextNode.valueOf("none-of-them"));
    }
    List<JsonNode> refused = new ArrayList<>();
    switch (schema.path("type").asText()) {
      case "boolean" -> refused.add(TextNode.valueOf("yes"));
      case "integer", "number" -> {
        least(schema).ifPresent(least -> refused.add(number(least - 1)));
        most(schema).ifPresent(most -> refused.add(number(most + 1)));
        refused.add(TextNode.valueOf("many"));
      }
      case "string" -> {
        refused.add(IntNode.valueOf(7));
        ODD_TEXTS.stream()
            .filter(text -> !fits(schema, text))
            .findFirst()
            .ifPresent(text -> refused.add(TextNode.valueOf(text)));
        if (schema.has("maxLength")) {
          refused.add(TextNode.valueOf("x".repeat(schema.path("maxLength").asInt() + 1)));
        }
      }
      case "array", "object" -> refused.add(TextNode.valueOf("text"));
      default -> {}
    }
    return refused;
  }

  /** Keys that may come to a map: where its values look like quantities, those of resources. */
  static Stream<String> keys(JsonNode values) {
    return isIntOrString(values) ? Stream.of("cpu", "memory") : Stream.of("edited", "edited-2");
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static boolean isIntOrString(JsonNode schema) {
    return schema.path("x-kubernetes-int-or-string").asBoolean();
  }

  /** What is a quantity stays one, and so does a share. */
  private static List<JsonNode> intsOrTexts(Optional<JsonNode> like) {
    String text = like.map(JsonNode::asText).orElse("");
    if (text.endsWith("%")) {
      return List.of(TextNode.valueOf("25%"), TextNode.valueOf("50%"), IntNode.valueOf(1));
    }
    if (text.endsWith("i")) {
      return List.of(TextNode.valueOf("128Mi"), TextNode.valueOf("1Gi"));
    }
    return text.endsWith("m")
        ? List.of(TextNode.valueOf("100m"), TextNode.valueOf("1"))
        : List.of(IntNode.valueOf(1), IntNode.valueOf(2));
  }

  private static List<JsonNode> fitting(JsonNode schema, List<JsonNode> values) {
    return values.stream()
        .filter(value -> !value.isTextual() || fits(schema, value.asText()))
        .toList();
  }

  /** The bounds and what is between them; where one is missing, the next above what is there. */
  private static List<JsonNode> numbers(JsonNode schema, Optional<JsonNode> like) {
    Optional<Long> least = least(schema);
    Optional<Long> most = most(schema);
    long next = like.map(JsonNode::asLong).orElse(least.orElse(0L)) + 1;
    List<Long> numbers = new ArrayList<>();
    least.ifPresent(numbers::add);
    if (least.isPresent() && most.isPresent()) {
      numbers.add(least.get() + (most.get() - least.get()) / 2);
    } else {
      numbers.add(next);
    }
    numbers.add(most.orElse(least.orElse(0L)));
    return numbers.stream()
        .distinct()
        .filter(number -> most.isEmpty() || number <= most.get())
        .map(Samples::number)
        .toList();
  }

  /** As a parser makes it, so that equal numbers are equal. */
  private static JsonNode number(long number) {
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  private static Optional<Long> least(JsonNode schema) {
    return schema.has("minimum")
        ? Optional.of(
            (long) Math.ceil(schema.path("minimum").asDouble())
                + (schema.path("exclusiveMinimum").asBoolean() ? 1 : 0))
        : Optional.empty();
  }

  private static Optional<Long> most(JsonNode schema) {
    return schema.has("maximum")
        ? Optional.of(
            (long) Math.floor(schema.path("maximum").asDouble())
                - (schema.path("exclusiveMaximum").asBoolean() ? 1 : 0))
        : Optional.empty();
  }

  private static List<JsonNode> texts(JsonNode schema, Optional<JsonNode> like) {
    Stream<String> candidates =
        switch (schema.path("format").asText()) {
          case "date-time" -> Stream.of("2026-06-01T00:00:00Z", "2027-06-01T00:00:00Z");
          case "date" -> Stream.of("2026-06-01", "2027-06-01");
          case "duration" -> Stream.of("1h", "90m");
          case "byte" -> Stream.of("ZWRpdGVk", "YTI=");
          case "uuid" -> Stream.of("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
          default -> Stream.concat(like.stream().map(text -> text.asText() + "-2"), TEXTS.stream());
        };
    return candidates
        .filter(text -> fits(schema, text))
        .limit(TEXTS_MAX)
        .<JsonNode>map(TextNode::valueOf)
        .toList();
  }

  private static boolean fits(JsonNode schema, String text) {
    return text.length() >= schema.path("minLength").asInt(0)
        && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
        && (!schema.has("pattern")
            || Pattern.compile(schema.path("pattern").asText()).matcher(text).find());
  }

  /** As few items as may be, and at least one. */
  private static List<JsonNode> lists(JsonNode schema) {
    ArrayNode list = NODES.arrayNode();
    int size = Math.max(1, schema.path("minItems").asInt(0));
    allowed(schema.path("items"), Optional.empty()).stream().limit(size).forEach(list::add);
    return list.size() < size ? List.of() : List.of(list);
  }

  /** With what is required alone, and with everything. */
  private static List<JsonNode> objects(JsonNode schema) {
    List<String> required = texts(schema.path("required"));
    ObjectNode least = NODES.objectNode();
    ObjectNode whole = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(property ->
            allowed(property.getValue(), Optional.empty()).stream()
                .findFirst()
                .ifPresent(value -> {
                  whole.set(property.getKey(), value);
                  if (required.contains(property.getKey())) {
                    least.set(property.getKey(), value);
                  }
                }));
    JsonNode values = schema.path("additionalProperties");
    if (values.isObject()) {
      keys(values)
          .findFirst()
          .ifPresent(key ->
              allowed(values, Optional.empty()).stream()
                  .findFirst()
                  .ifPresent(value -> whole.set(key, value)));
    }
    return required.stream().allMatch(least::has)
        ? Stream.<JsonNode>of(least, whole).distinct().toList()
        : List.of();
  }

  private static List<JsonNode> nodes(JsonNode list) {
    List<JsonNode> nodes = new ArrayList<>();
    list.forEach(nodes::add);
    return nodes;
  }
}
