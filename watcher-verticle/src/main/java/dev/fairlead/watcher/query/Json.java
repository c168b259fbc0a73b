package dev.fairlead.watcher.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes frames, for people. */
final class Json {

  private static final String STATUS = "status";
  private static final ObjectMapper MAPPER = new ObjectMapper();

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

  /**
   * What tells where a primary stands: its status, and of its metadata the generation. All else is
   * passed over: a page has many objects.
   */
  static JsonNode state(ObservedObject primary) {
    Frame frame = primary.frame();
    if (frame.sizeBytes() == 0) {
      return MissingNode.getInstance();
    }
    ObjectNode state = MAPPER.createObjectNode();
    state.putObject("metadata").put("generation", primary.metadata().generation());
    try (JsonParser parser = MAPPER.createParser(frame.json())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals(STATUS)) {
          state.set(STATUS, MAPPER.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("a frame in the cache is no JSON", impossible);
    }
    return state;
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
    for (JsonNode condition : object.path(STATUS).path("conditions")) {
      if (condition.isObject()) {
        conditions.add(map(condition));
      }
    }
    return conditions;
  }

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return map;
  }

  private static List<@Nullable Object> list(JsonNode array) {
    List<@Nullable Object> list = new ArrayList<>();
    array.forEach(element -> list.add(plain(element)));
    return list;
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node);
      case ARRAY -> list(node);
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /** The generation that the status speaks of, by itself or by the latest of its conditions. */
  static long observedGeneration(JsonNode object) {
    JsonNode status = object.path(STATUS);
    long observed = status.path("observedGeneration").asLong(0);
    for (JsonNode condition : status.path("conditions")) {
      observed = Math.max(observed, condition.path("observedGeneration").asLong(0));
    }
    return observed;
  }
}
