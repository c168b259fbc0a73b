package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Definitions;
import dev.fairlead.sandbox.schema.Pruning;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decodes custom resources: only metadata has types yet, the rest is validated later. */
final class CustomDecoder {

  private final Set<String> problems = new TreeSet<>();

  private CustomDecoder() {}

  /** In place; the answer is what a strict request minds, in the API's order. */
  static List<String> decode(Schema schema, ObjectNode object, Map<String, String> duplicates)
      throws Undecodable {
    List<String> problems = new ArrayList<>(duplicates.values());
    StructDecoder metadata = new StructDecoder(Map.of());
    if (object.has("metadata")) {
      metadata.decode(object.get("metadata"), Definitions.builtIn().objectMeta(), "metadata");
    }
    problems.addAll(metadata.problems());
    Pruning.unknownFields(schema, object)
        .forEach(path -> problems.add("unknown field \"" + path + "\""));
    Pruning.nulls(schema, object);
    CustomDecoder embedded = new CustomDecoder();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Schema part = schema.properties().get(entry.getKey());
      if (part != null && !entry.getKey().equals("metadata")) {
        embedded.visit(entry.getValue(), part, entry.getKey());
      }
    }
    problems.addAll(embedded.problems);
    return problems;
  }

  private void visit(JsonNode value, Schema schema, String path) throws Undecodable {
    if (value instanceof ObjectNode object) {
      if (schema.embeddedResource()) {
        resource(object, path);
      }
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        Optional<Schema> field = schema.field(entry.getKey());
        boolean metadata = schema.embeddedResource() && entry.getKey().equals("metadata");
        if (field.isPresent() && !metadata) {
          visit(entry.getValue(), field.get(), path + "." + entry.getKey());
        }
      }
    } else if (value.isArray() && schema.items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        visit(value.get(i), schema.items().get(), path + "[" + i + "]");
      }
    }
  }

  private void resource(ObjectNode object, String path) throws Undecodable {
    for (String field : List.of("apiVersion", "kind")) {
      JsonNode word = object.path(field);
      if (!word.isMissingNode() && !word.isTextual()) {
        throw new Undecodable(
            FieldError.invalid(path + "." + field, word, "must be a string").text());
      }
    }
    JsonNode metadata = object.path("metadata");
    if (metadata.isMissingNode()) {
      return;
    }
    StructDecoder decoder = new StructDecoder(Map.of());
    JsonNode sent = metadata.deepCopy();
    try {
      decoder.decode(metadata, Definitions.builtIn().objectMeta(), path + ".metadata");
    } catch (Undecodable e) {
      throw new Undecodable(FieldError.invalid(path + ".metadata", sent, e.why()).text());
    }
    problems.addAll(decoder.problems());
  }
}
