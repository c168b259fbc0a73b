package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.controlplane.Program;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What a program renders of manifests, to be compared. */
final class Rendered {

  private static final YAMLMapper YAML = new YAMLMapper();

  private Rendered() {}

  /** The objects that a program prints, by kind, namespace and name. */
  static Map<String, JsonNode> by(Program program, String... arguments)
      throws IOException, InterruptedException {
    String printed = Printed.by(program, arguments);
    Map<String, JsonNode> objects = new TreeMap<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(printed)) {
      while (documents.hasNext()) {
        JsonNode object = documents.next();
        if (object.has("kind")) {
          assertThat(objects.put(key(object), object)).as("twice: %s", key(object)).isNull();
        }
      }
    }
    return objects;
  }

  private static String key(JsonNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText("-")
        + "/"
        + object.at("/metadata/name").asText();
  }
}
