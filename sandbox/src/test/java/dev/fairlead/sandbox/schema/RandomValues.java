package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that mostly fit a schema. */
final class RandomValues {

  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "abc",
          "abcde",
          "A",
          "B",
          "bad",
          "no",
          "1",
          "50%",
          "1.2.3.4",
          "::1",
          "1.2.3.0/24",
          "2020-01-01",
          "2020-01-01T00:00:00Z",
          "2020-13-01T00:00:00Z",
          "5s",
          "1h5m",
          "3 days",
          "http://a.b/c",
          "/path",
          "x@y.z",
          "a.example.com",
          "-a",
          "aGk=",
          "%",
          "00:11:22:33:44:55",
          "123e4567-e89b-12d3-a456-426614174000",
          "");
  private static final List<String> NAMES = List.of("a", "b", "k", "z", "name", "unknown");

  private final Random random;
  private final JsonNodeFactory nodes = JsonNodeFactory.instance;

  RandomValues(Random random) {
    this.random = random;
  }

  JsonNode value(JsonNode schema) {
    int choice = random.nextInt(100);
    if (choice < 3) {
      return nodes.nullNode();
    }
    if (choice < 8) {
      return any();
    }
    if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      ObjectNode object = object(schema);
      object.put("apiVersion", "v1").put("kind", pick(List.of("Pod", "P%", "")));
      return object;
    }
    return switch (schema.path("type").asText("")) {
      case "object" -> object(schema);
      case "array" -> {
        ArrayNode list = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(schema.path("items")));
        }
        yield list;
      }
      case "string" ->
          schema.has("enum") && random.nextBoolean()
              ? schema.get("enum").get(0)
              : nodes.textNode(pick(TEXTS));
      case "integer" -> nodes.numberNode(random.nextInt(8) - 1L);
      case "number" -> nodes.numberNode((2 * random.nextInt(8) + 1) / 8.0);
      case "boolean" -> nodes.booleanNode(random.nextBoolean());
      default -> any();
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = nodes.objectNode();
    for (Map.Entry<String, JsonNode> it : schema.path("properties").properties()) {
      boolean required = schema.path("required").toString().contains('"' + it.getKey() + '"');
      if (random.nextInt(100) < (required ? 95 : schema.path("properties").size() > 9 ? 15 : 60)) {
        object.set(it.getKey(), value(it.getValue()));
      }
    }
    JsonNode others = schema.path("additionalProperties");
    for (int i = random.nextInt(4); i > 0 && (others.isObject() || random.nextInt(9) == 0); i--) {
      object.set(pick(NAMES), others.isObject() ? value(others) : any());
    }
    return object;
  }

  private JsonNode any() {
    return switch (random.nextInt(7)) {
      case 0 -> nodes.textNode(pick(TEXTS));
      case 1 -> nodes.numberNode(random.nextInt(1000) - 500L);
      case 2 -> nodes.numberNode(random.nextInt(1000) / 8.0 + 0.0625);
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.arrayNode().add(pick(TEXTS)).add(1);
      case 5 -> nodes.objectNode().put(pick(NAMES), pick(TEXTS));
      default -> nodes.numberNode(99_999_999_999L);
    };
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
