package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.kind.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of documents.yaml: an object, and perhaps what it is changed to.
 *
 * @param text as it stands in the file
 */
record Sample(String text, Kind kind, ObjectNode object, Optional<JsonNode> then) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Kinds KINDS = new KindRegistry();

  static List<Sample> all() {
    try (InputStream text = Sample.class.getResourceAsStream("documents.yaml")) {
      JsonNode file = YAML.readTree(text);
      List<Sample> samples = new ArrayList<>();
      for (JsonNode line : file.path("samples")) {
        samples.add(of(line, file.path("objects")));
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample of(JsonNode line, JsonNode objects) {
    ObjectNode object = (ObjectNode) objects.path(line.path("of").asText()).deepCopy();
    apply(line, object);
    String apiVersion = object.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    Kind kind =
        KINDS
            .kind(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                object.path("kind").asText())
            .orElseThrow(() -> new IllegalArgumentException("no kind for " + object));
    return new Sample(line.toString(), kind, object, Optional.ofNullable(line.get("then")));
  }

  /** What a client sends that changes the created object. */
  ObjectNode changed(ObjectNode created) {
    ObjectNode copy = created.deepCopy();
    then.ifPresent(it -> apply(it, copy));
    return copy;
  }

  /** Merges the parts of a line into the places that they mean. */
  private static void apply(JsonNode line, ObjectNode object) {
    merge(object, line.path("with"));
    merge(podSpec(object), line.path("pod"));
    if (line.has("container")) {
      merge((ObjectNode) podSpec(object).path("containers").path(0), line.path("container"));
    }
  }

  private static ObjectNode podSpec(ObjectNode object) {
    for (String path :
        List.of("spec.template.spec", "spec.jobTemplate.spec.template.spec", "spec")) {
      if (Json.at(object, path) instanceof ObjectNode found) {
        return found;
      }
    }
    return object;
  }

  /** As a merge patch: null removes. */
  private static void merge(ObjectNode object, JsonNode patch) {
    patch
        .properties()
        .forEach(it -> {
          if (it.getValue().isNull()) {
            object.remove(it.getKey());
          } else if (it.getValue() instanceof ObjectNode part) {
            merge(Json.object(object, it.getKey()), part);
          } else {
            object.set(it.getKey(), it.getValue());
          }
        });
  }

  @Override
  public String toString() {
    return text;
  }
}
