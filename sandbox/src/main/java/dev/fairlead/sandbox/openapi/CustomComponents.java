package dev.fairlead.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The schemas of a custom kind as they are published: with what all objects have. */
final class CustomComponents {

  private static final String CONVENTIONS =
      "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";

  private CustomComponents() {}

  /** {@code com.example.v1.Widget}. */
  static String name(Kind kind, String name) {
    List<String> parts = Arrays.asList(kind.group().split("\\.", -1));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + kind.version() + "." + name;
  }

  static ObjectNode object(Kind kind) {
    ObjectNode schema =
        kind.definition().orElseThrow().path("schema").path("openAPIV3Schema").deepCopy();
    embedded(schema);
    ObjectNode properties = properties(schema);
    typeMeta(properties);
    reference(
        properties.putObject("metadata"),
        "Standard object's metadata. More info: " + CONVENTIONS + "#metadata",
        "ObjectMeta");
    return marked(schema, kind, kind.name());
  }

  static ObjectNode list(Kind kind, String one) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("description", kind.listName() + " is a list of " + kind.name());
    schema.put("type", "object").putArray("required").add("items");
    ObjectNode properties = schema.putObject("properties");
    typeMeta(properties);
    ObjectNode items = properties.putObject("items");
    items
        .put("description", "List of " + kind.plural() + ". More info: " + CONVENTIONS)
        .put("type", "array")
        .putObject("items")
        .put("$ref", GroupVersionDocument.REFERENCE + one);
    reference(
        properties.putObject("metadata"),
        "Standard list metadata. More info: " + CONVENTIONS + "#types-kinds",
        "ListMeta");
    return marked(schema, kind, kind.listName());
  }

  private static ObjectNode marked(ObjectNode schema, Kind kind, String name) {
    schema
        .putArray("x-kubernetes-group-version-kind")
        .addObject()
        .put("group", kind.group())
        .put("kind", name)
        .put("version", kind.version());
    JsonNode fields = kind.definition().orElseThrow().path("selectableFields");
    if (!fields.isEmpty()) {
      var array = schema.putArray("x-kubernetes-selectable-fields");
      for (JsonNode field : fields) {
        array.addObject().put("fieldPath", field.path("jsonPath").asText().substring(1));
      }
    }
    return schema;
  }

  /** Completes, below the root, int-or-strings and the resources that stand in the object. */
  private static void embedded(JsonNode schema) {
    for (JsonNode part : schema) {
      if (part instanceof ObjectNode object) {
        if (object.path("x-kubernetes-int-or-string").asBoolean() && !object.has("anyOf")) {
          var either = object.putArray("anyOf");
          either.addObject().put("type", "integer");
          either.addObject().put("type", "string");
        }
        if (object.path("x-kubernetes-embedded-resource").asBoolean()) {
          ObjectNode properties = properties(object);
          typeMeta(properties);
          reference(
              properties.putObject("metadata"),
              "Standard object's metadata. More info: " + CONVENTIONS + "#metadata",
              "ObjectMeta");
        }
      }
      embedded(part);
    }
  }

  private static ObjectNode properties(ObjectNode schema) {
    return schema.get("properties") instanceof ObjectNode properties
        ? properties
        : schema.putObject("properties");
  }

  private static void typeMeta(ObjectNode properties) {
    properties
        .putObject("apiVersion")
        .put(
            "description",
            "The version of this representation of an object. More info: "
                + CONVENTIONS
                + "#resources")
        .put("type", "string");
    properties
        .putObject("kind")
        .put("description", "The kind of this object. More info: " + CONVENTIONS + "#types-kinds")
        .put("type", "string");
  }

  private static void reference(ObjectNode property, String description, String name) {
    property
        .put("description", description)
        .putArray("allOf")
        .addObject()
        .put("$ref", GroupVersionDocument.REFERENCE + GroupVersionDocument.META + name);
  }
}
