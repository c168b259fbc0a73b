package dev.fairlead.webhook.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.Decoding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;

/** Bytes to JSON to objects, and back. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** Depth, numbers and names are bounded by Jackson's own limits. */
  static JsonNode read(byte[] body) throws MalformedReviewException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new MalformedReviewException("the body is no JSON: " + notJson.getOriginalMessage());
    } catch (IOException broken) {
      throw new MalformedReviewException("the body is no JSON: " + broken.getMessage());
    }
  }

  static byte[] bytes(JsonNode answer) {
    try {
      return MAPPER.writeValueAsBytes(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can be written", impossible);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * An object of a class.
   *
   * @throws IllegalArgumentException if a value does not fit the class
   */
  static <P extends HasMetadata> P decode(JsonNode object, Class<P> type) {
    return Decoding.serialization().convertValue(object, type);
  }

  static JsonNode encode(HasMetadata object) {
    return Decoding.serialization().convertValue(object, JsonNode.class);
  }
}
