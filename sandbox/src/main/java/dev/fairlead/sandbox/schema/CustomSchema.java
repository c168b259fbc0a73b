package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes schemas from one version of a CustomResourceDefinition. */
public final class CustomSchema {

  private static final Schema STRING =
      new DocumentSchema(
          "",
          JsonNodeFactory.instance.objectNode().put("type", "string"),
          Map.of(),
          CustomSchema::part);

  private CustomSchema() {}

  /**
   * The schema of a whole object: what the definition says, with apiVersion, kind and metadata as
   * every object has them.
   *
   * @param openApiV3Schema the definition's {@code schema.openAPIV3Schema}; not changed
   */
  public static Schema of(JsonNode openApiV3Schema) {
    Map<String, Schema> common =
        Map.of(
            "apiVersion", STRING,
            "kind", STRING,
            "metadata", Definitions.builtIn().objectMeta());
    return new DocumentSchema("", (ObjectNode) openApiV3Schema, common, CustomSchema::part);
  }

  private static Schema part(JsonNode document) {
    return document.path("x-kubernetes-embedded-resource").asBoolean(false)
        ? of(document)
        : new DocumentSchema("", (ObjectNode) document, Map.of(), CustomSchema::part);
  }
}
