package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import java.io.IOException;
import java.util.Base64;

/**
 * Where a list goes on.
 *
 * @param revision of the state that is listed; negative for the present one, whatever was before
 * @param last the last key that the client has
 */
record ContinueToken(long revision, Key last) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "meta.k8s.io/v1";

  /** As the client gets it, who does not look into it. */
  String text(Scope scope) {
    String start =
        scope.namespace().isEmpty() && !last.namespace().isEmpty()
            ? last.namespace() + "/" + last.name()
            : last.name();
    byte[] json =
        JSON.createObjectNode()
            .put("v", VERSION)
            .put("rv", revision)
            .put("start", start + "\0")
            .toString()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * @param namespaced whether the objects of the scope are in namespaces
   * @throws Rejection 400 for what no server made
   */
  static ContinueToken parse(String text, Scope scope, boolean namespaced) throws Rejection {
    byte[] decoded = decode(text);
    try {
      JsonNode json = JSON.readTree(decoded);
      if (!json.path("v").asText().equals(VERSION)) {
        throw invalid(
            "continue key is not valid: server does not recognize this encoded version %s"
                .formatted(json.path("v").asText()));
      }
      long revision = json.path("rv").asLong();
      String start = json.path("start").asText();
      if (revision == 0 || start.isEmpty()) {
        throw invalid(
            "continue key is not valid: incorrect encoded start resourceVersion (version"
                + " meta.k8s.io/v1)");
      }
      String path = start.endsWith("\0") ? start.substring(0, start.length() - 1) : start;
      int slash = path.indexOf('/');
      String namespace =
          namespaced && scope.namespace().isEmpty() && slash >= 0
              ? path.substring(0, slash)
              : scope.namespace();
      return new ContinueToken(
          revision, new Key(scope.collection(), namespace, path.substring(slash + 1)));
    } catch (JsonProcessingException e) {
      throw invalid("continue key is not valid: " + beginning(decoded));
    } catch (IOException e) {
      throw invalid("continue key is not valid: " + e.getMessage());
    }
  }

  private static byte[] decode(String text) throws Rejection {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      boolean lonely = i == text.length() - 1 && text.length() % 4 == 1;
      if (!known || lonely) {
        throw invalid("continue key is not valid: illegal base64 data at input byte " + i);
      }
    }
    return Base64.getUrlDecoder().decode(text);
  }

  /** What is wrong with the first character of what should be JSON. */
  private static String beginning(byte[] json) {
    int first = json.length == 0 ? 0 : Byte.toUnsignedInt(json[0]);
    String shown = first < 128 ? Character.toString(first) : "\\u%04x".formatted(first);
    return json.length == 0
        ? "unexpected end of JSON input"
        : "invalid character '" + shown + "' looking for beginning of value";
  }

  private static Rejection invalid(String why) {
    return Status.badRequest("invalid continue token: " + why).rejection();
  }
}
