package dev.fairlead.kube.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the API server said when it refused: the {@code Status} of its answer.
 *
 * @param code the HTTP status
 * @param reason the machine-readable reason such as {@code Conflict}; empty where none came
 * @param message the server's own words
 * @param causes what is wrong with which field
 * @param retryAfter how long the server asks to wait
 */
public record ApiFailure(
    int code, String reason, String message, List<Cause> causes, Optional<Duration> retryAfter) {

  /** One wrong field. */
  public record Cause(String field, String reason, String message) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT_CHARS = 200;

  public ApiFailure {
    causes = List.copyOf(causes);
  }

  /** Reads an answer that is no success; a body that is no {@code Status} is quoted in part. */
  public static ApiFailure of(int code, byte[] body, Optional<Duration> retryAfter) {
    try {
      JsonNode status = JSON.readTree(body);
      if ("Status".equals(status.path("kind").asText())) {
        return of(code, status, retryAfter);
      }
    } catch (IOException noJson) {
      // Proxies and foreign servers answer in HTML or text: quoted below.
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    String excerpt = text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…";
    return new ApiFailure(code, "", excerpt, List.of(), retryAfter);
  }

  /** Reads the {@code Status} of an ERROR event of a watch. */
  public static ApiFailure ofStatus(byte[] status) throws IOException {
    JsonNode tree = JSON.readTree(status);
    return of(tree.path("code").asInt(500), tree, Optional.empty());
  }

  private static ApiFailure of(int code, JsonNode status, Optional<Duration> retryAfter) {
    JsonNode details = status.path("details");
    List<Cause> causes = new ArrayList<>();
    for (JsonNode cause : details.path("causes")) {
      causes.add(
          new Cause(
              cause.path("field").asText(),
              cause.path("reason").asText(),
              cause.path("message").asText()));
    }
    int seconds = details.path("retryAfterSeconds").asInt();
    return new ApiFailure(
        status.path("code").asInt(code),
        status.path("reason").asText(),
        status.path("message").asText(),
        causes,
        retryAfter.or(
            () -> seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty()));
  }

  /** Whether the version that was asked for is gone (410), so that only a new list helps. */
  public boolean expired() {
    return code == 410;
  }
}
