package dev.fairlead.generator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code values.schema.json} of a chart, by which Helm refuses what its templates could not
 * use: the values that it has, each of the type that it has, and no others.
 */
public final class ValuesSchema {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Of texts, by the names of their values. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "namespace",
          "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
          "image",
          "^\\w[\\w./:@-]*$",
          "authority",
          "-----BEGIN CERTIFICATE-----");

  private static final String RESOURCES = "resources";
  private static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?([munkMGTPE]|[KMGTPE]i|[eE][0-9]+)?$";

  private final Map<String, List<String>> choices;

  private ValuesSchema(Map<String, List<String>> choices) {
    this.choices = choices;
  }

  /**
   * The schema as text.
   *
   * @param values the text of {@code values.yaml}
   * @param choices what is taken for a value at the top, where not every text is
   */
  public static String of(String values, Map<String, List<String>> choices) {
    try {
      ObjectNode schema = JSON.objectNode();
      schema.put("$schema", "http://json-schema.org/draft-07/schema#");
      schema.setAll((ObjectNode) new ValuesSchema(choices).like("", YAML.readTree(values)));
      // Helm's own, for charts within charts.
      ((ObjectNode) schema.get("properties")).putObject("global").put("type", "object");
      return schema.toPrettyString() + "\n";
    } catch (JsonProcessingException noYaml) {
      throw new IllegalArgumentException("values that are no YAML", noYaml);
    }
  }

  private JsonNode like(String name, JsonNode example) {
    return switch (example.getNodeType()) {
      case OBJECT -> name.equals(RESOURCES) ? resources(example) : closed(example);
      case BOOLEAN -> type("boolean");
      case NUMBER -> type("integer").put("minimum", 0);
      case STRING -> text(name);
      case ARRAY, BINARY, MISSING, NULL, POJO ->
          throw new IllegalArgumentException(name + " is of no type that values have");
    };
  }

  /** What it has, and nothing else. */
  private ObjectNode closed(JsonNode example) {
    ObjectNode schema = type("object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    example
        .properties()
        .forEach(it -> properties.set(it.getKey(), like(it.getKey(), it.getValue())));
    example.fieldNames().forEachRemaining(schema.withArray("required")::add);
    return schema;
  }

  /** What a container is given, for each of several. */
  private static ObjectNode resources(JsonNode example) {
    ObjectNode schema = type("object").put("additionalProperties", false);
    for (String component : (Iterable<String>) example::fieldNames) {
      ObjectNode container = type("object").put("additionalProperties", false);
      container.withObject("properties").set("requests", quantities());
      container.withObject("properties").set("limits", quantities());
      schema.withObject("properties").set(component, container);
      schema.withArray("required").add(component);
    }
    return schema;
  }

  private static ObjectNode quantities() {
    ObjectNode schema = type("object");
    ObjectNode quantity = schema.putObject("additionalProperties").put("pattern", QUANTITY);
    quantity.putArray("type").add("string").add("number");
    return schema;
  }

  private ObjectNode text(String name) {
    ObjectNode schema = type("string");
    for (String choice : choices.getOrDefault(name, List.of())) {
      schema.withArray("enum").add(choice);
    }
    Optional.ofNullable(PATTERNS.get(name)).ifPresent(it -> schema.put("pattern", it));
    return schema;
  }

  private static ObjectNode type(String type) {
    return JSON.objectNode().put("type", type);
  }
}
