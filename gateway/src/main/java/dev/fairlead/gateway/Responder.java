package dev.fairlead.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers. Whoever reads with their own eyes gets lines: JSON is indented for curl, wget and
 * browsers, as the API server does, and wherever {@code pretty} says so.
 */
final class Responder {

  static final String PRETTY = "pretty";

  private static final Pattern READ_BY_PEOPLE = Pattern.compile("(curl|Wget|Mozilla)/.*");

  /** Writes maps and lists as they are, where data binding would look up how for each value. */
  private static final JacksonCodec STREAMING = new JacksonCodec();

  private Responder() {}

  static void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    response.putHeader("cache-control", "no-store").putHeader("x-content-type-options", "nosniff");
    answer.headers().forEach(response::putHeader);
    switch (answer) {
      case Answer.Json json -> {
        response.putHeader("content-type", "application/json");
        response.end(encode(json.body(), request));
      }
      case Answer.Problem problem -> {
        response.putHeader("content-type", "application/problem+json");
        response.end(encode(problem.body(), request));
      }
      case Answer.Content content -> {
        response.putHeader("content-type", content.type());
        response.end(content.body());
      }
      case Answer.Stream stream -> {
        response.putHeader("content-type", stream.type());
        if (request.method().equals(HttpMethod.HEAD)) {
          response.end();
        } else {
          stream.write().accept(request);
        }
      }
    }
  }

  private static Buffer encode(JsonObject body, HttpServerRequest request) {
    return isPretty(pretty(request), request.getHeader("user-agent"))
        ? Buffer.buffer(body.encodePrettily()).appendString("\n")
        : STREAMING.toBuffer(body);
  }

  /** The query may be what is wrong with the request. */
  private static @Nullable String pretty(HttpServerRequest request) {
    try {
      return request.getParam(PRETTY);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static boolean isPretty(@Nullable String asked, @Nullable String userAgent) {
    if (asked != null) {
      return !asked.equals("false") && !asked.equals("0");
    }
    return userAgent != null && READ_BY_PEOPLE.matcher(userAgent).matches();
  }
}
