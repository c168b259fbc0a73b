package dev.fairlead.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Consumer;

/** What the gateway says to a request. */
sealed interface Answer {

  /** The HTTP status. */
  int status();

  /** Headers beside those that every answer has. */
  Map<String, String> headers();

  /** An object in JSON. */
  record Json(int status, JsonObject body, Map<String, String> headers) implements Answer {

    Json(JsonObject body) {
      this(200, body, Map.of());
    }
  }

  /** Anything else, as it is. */
  record Content(String type, Buffer body) implements Answer {

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /**
   * Something that goes on after the head of the answer.
   *
   * @param write begins to write the body, once the headers are set
   */
  record Stream(String type, Consumer<HttpServerRequest> write) implements Answer {

    @Override
    public int status() {
      return 200;
    }

    /** What is flushed piece by piece would be compressed by a buffer for each client. */
    @Override
    public Map<String, String> headers() {
      return Map.of("content-encoding", "identity");
    }
  }

  /**
   * A problem document (RFC 9457).
   *
   * @param type the last part of its type URI
   * @param field the parameter that is to blame; empty for none
   */
  record Problem(
      int status,
      String type,
      String title,
      String detail,
      String field,
      Map<String, String> headers)
      implements Answer {

    private static final String TYPES = "https://fairlead.dev/problems/";

    JsonObject body() {
      return new JsonObject()
          .put("type", TYPES + type)
          .put("title", title)
          .put("status", status)
          .put("detail", detail)
          .put("field", field.isEmpty() ? null : field);
    }
  }
}
