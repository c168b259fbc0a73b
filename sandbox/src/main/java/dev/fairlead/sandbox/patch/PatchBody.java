package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a patch, and refuses with the API's words what is none. */
final class PatchBody {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PatchBody() {}

  /**
   * @param array whether a list is wanted; otherwise an object
   * @param goType what the API decodes it into, which its message names
   * @param prefix what its message begins with
   */
  static JsonNode read(byte[] body, boolean array, String goType, String prefix) throws Rejection {
    JsonNode json = parse(body, prefix);
    if (json.isNull() || (array ? json.isArray() : json.isObject())) {
      return json;
    }
    throw unfit(json, goType, prefix);
  }

  static Rejection unfit(JsonNode json, String goType, String prefix) {
    String form =
        switch (json.getNodeType()) {
          case OBJECT -> "object";
          case ARRAY -> "array";
          case STRING -> "string";
          case BOOLEAN -> "bool";
          case NUMBER, NULL, MISSING, BINARY, POJO -> "number";
        };
    return Status.badRequest(
            prefix + "json: cannot unmarshal " + form + " into Go value of type " + goType)
        .rejection();
  }

  private static JsonNode parse(byte[] body, String prefix) throws Rejection {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isMissingNode()) {
        throw Status.badRequest(prefix + "unexpected end of JSON input").rejection();
      }
      return json;
    } catch (JsonEOFException truncated) {
      throw Status.badRequest(prefix + "unexpected end of JSON input").rejection();
    } catch (JsonParseException malformed) {
      throw Status.badRequest(prefix + invalidCharacter(body, malformed)).rejection();
    } catch (JsonProcessingException trailing) {
      throw Status.badRequest(prefix + "invalid character after top-level value").rejection();
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }

  private static String invalidCharacter(byte[] body, JsonParseException malformed) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (!text.isEmpty() && "{[\"-tfn0123456789".indexOf(text.charAt(0)) < 0) {
      return "invalid character '" + text.charAt(0) + "' looking for beginning of value";
    }
    return malformed.getOriginalMessage();
  }
}
