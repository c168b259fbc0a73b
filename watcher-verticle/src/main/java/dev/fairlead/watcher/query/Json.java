package dev.fairlead.watcher.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.protocol.object.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decodes frames, for people. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader OBJECTS =
      MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

  private Json() {}

  /** An object; a missing node where only its metadata is kept. */
  static JsonNode decode(Frame frame) {
    if (frame.sizeBytes() == 0) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(frame.json());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a frame in the cache is no JSON", impossible);
    }
  }

  /** The elements of an array of texts. */
  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** {@code status.conditions}, as they are. */
  static List<Map<String, Object>> conditions(JsonNode object) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.isObject()) {
        conditions.add(map(condition));
      }
    }
    return conditions;
  }

  private static Map<String, Object> map(JsonNode object) {
    try {
      return OBJECTS.readValue(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a tree of JSON is no map", impossible);
    }
  }

  /** The generation that the status speaks of, by itself or by the latest of its conditions. */
  static long observedGeneration(JsonNode object) {
    JsonNode status = object.path("status");
    long observed = status.path("observedGeneration").asLong(0);
    for (JsonNode condition : status.path("conditions")) {
      observed = Math.max(observed, condition.path("observedGeneration").asLong(0));
    }
    return observed;
  }
}
