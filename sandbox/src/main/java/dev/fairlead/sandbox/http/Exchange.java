package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.fairlead.sandbox.audit.AuditLog;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.rest.Parameters;
import dev.fairlead.sandbox.rest.RequestInfo;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request and its reply, as the virtual thread sees it that serves it. Used by that thread. */
final class Exchange {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
  private static final JsonFactory YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .stringQuotingChecker(new YamlQuotes())
                  .build())
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .getFactory();

  private final HttpServerRequest request;
  private final InstantSource clock;
  private final byte[] body;
  private final RequestInfo info;
  private final AuditTrail trail;

  /**
   * @param body empty if there is none
   */
  Exchange(
      HttpServerRequest request,
      Optional<Buffer> body,
      InstantSource clock,
      Optional<AuditLog> audit) {
    this.request = request;
    this.clock = clock;
    this.body = body.map(Buffer::getBytes).orElseGet(() -> new byte[0]);
    String query = request.query();
    this.info =
        RequestInfo.of(
            request.method().name(),
            decode(request.path()),
            query == null ? Parameters.NONE : Parameters.parse(query));
    this.trail = new AuditTrail(audit, request, info);
  }

  private static String decode(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  RequestInfo info() {
    return info;
  }

  AuditTrail trail() {
    return trail;
  }

  byte[] body() {
    return body;
  }

  /** The header's first value; empty for none. */
  String header(String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  MultiMap headers() {
    return request.headers();
  }

  /** All values of the header with commas between them. */
  String accept() {
    return String.join(",", request.headers().getAll("Accept"));
  }

  /** The text behind the question mark. */
  String rawQuery() {
    String query = request.query();
    return query == null ? "" : query;
  }

  /** Tells the client something beside the reply: before the reply. */
  void warn(List<String> warnings) {
    for (String warning : warnings) {
      String quoted = warning.replace("\\", "\\\\").replace("\"", "\\\"");
      response().headers().add("Warning", "299 - \"" + quoted + "\"");
    }
  }

  void header(String name, String value) {
    response().putHeader(name, value);
  }

  /** Runs when the connection is gone; at once if it is gone already. */
  void onClose(Runnable action) {
    response().exceptionHandler(_ -> action.run());
    response().closeHandler(_ -> action.run());
    if (response().closed()) {
      action.run();
    }
  }

  /**
   * Breaks off in the midst of whatever goes on: the connection, or where it carries other requests
   * too, this one's stream.
   */
  void drop() {
    if (request.version() == HttpVersion.HTTP_2) {
      response().reset();
    } else {
      request.connection().close();
    }
  }

  boolean begun() {
    return response().headWritten();
  }

  /** Answers a request that could not even be read. */
  void fail(int code, int bodyBytesMax) throws IOException {
    Status status =
        code == 413
            ? Status.of(
                413, "RequestEntityTooLarge", "Request entity too large: limit is " + bodyBytesMax)
            : Status.of(code < 0 ? 500 : code, "", "the request could not be read");
    object(status.code(), MediaType.ofError(accept()), status.json());
  }

  void text(int code, String text) throws IOException {
    header("X-Content-Type-Options", "nosniff");
    bytes(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int code, String contentType, byte[] bytes) throws IOException {
    try (OutputStream out = stream(code, contentType)) {
      out.write(bytes);
    }
  }

  void object(int code, MediaType mediaType, ObjectNode object) throws IOException {
    try (JsonGenerator out = generator(code, mediaType)) {
      if (object.path("kind").asText().equals("Status")) {
        trail.answering(object);
      }
      out.writeObject(mediaType.yaml() ? sorted(object) : object);
      if (!mediaType.yaml()) {
        out.writeRaw('\n');
      }
    }
  }

  /** YAML is written with all its keys in order. */
  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode sorted = object.objectNode();
        object.properties().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode sorted = array.arrayNode();
        array.forEach(item -> sorted.add(sorted(item)));
        yield sorted;
      }
      default -> node;
    };
  }

  /** Begins a reply that is written piece by piece. */
  JsonGenerator generator(int code, MediaType mediaType) throws IOException {
    OutputStream out = stream(code, mediaType.contentType());
    JsonGenerator generator = (mediaType.yaml() ? YAML : JSON.getFactory()).createGenerator(out);
    if (!mediaType.yaml() && Pretty.wanted(info.query(), header("User-Agent"))) {
      generator.setPrettyPrinter(Pretty.printer());
    }
    return generator;
  }

  /** Begins a reply of bytes. */
  OutputStream stream(int code, String contentType) {
    trail.answering(code);
    if (!contentType.isEmpty()) {
      header("Content-Type", contentType);
    }
    response()
        .setStatusCode(code)
        .putHeader("Audit-Id", trail.id())
        .putHeader("Date", HttpDate.text(clock.instant()));
    if (!response().headers().contains("Cache-Control")) {
      header("Cache-Control", "no-cache, private");
    }
    boolean reads = info.verb().equals("get") || info.verb().equals("list");
    return new ReplyStream(
        response(), reads && header("Accept-Encoding").contains("gzip"), trail::end);
  }

  /** Begins to answer a watch, in the way that the client asks for. */
  WatchOutput watchOutput() throws IOException {
    return wantsWebSocket(request)
        ? WebSocketOutput.upgrade(request.toWebSocket())
        : WatchOutput.lines(this);
  }

  static boolean wantsWebSocket(HttpServerRequest request) {
    return request.headers().contains("Upgrade", "websocket", true)
        && request.headers().getAll("Connection").stream()
            .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains("upgrade"));
  }

  private HttpServerResponse response() {
    return request.response();
  }
}
