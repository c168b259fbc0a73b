package dev.fairlead.launcher.jaeger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the query service of a Jaeger. Blocks; thread-safe. */
public final class JaegerClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI base;

  /** A client of the one at this address, such as {@code http://localhost:16686}. */
  public JaegerClient(URI base) {
    this.base = URI.create(base.toString().replaceAll("/+$", ""));
  }

  /** A trace as it is known by now, in Jaeger's words; empty if none of its spans has come. */
  public Optional<JsonNode> trace(String traceId) throws JaegerFailure, InterruptedException {
    HttpResponse<String> response = get("/api/traces/" + traceId);
    JsonNode trace = parse(response.body()).path("data").path(0);
    if (response.statusCode() != 404 && response.statusCode() != 200) {
      throw new JaegerFailure(
          "what answers at %s is no Jaeger (status %d); name another with --jaeger URL"
              .formatted(base, response.statusCode()));
    }
    return trace.path("spans").isEmpty() ? Optional.empty() : Optional.of(trace);
  }

  /** Whether it shows traces to a browser, which one that was built from its Go module does not. */
  public boolean hasPages() throws JaegerFailure, InterruptedException {
    return get("/").body().contains("/static/");
  }

  private HttpResponse<String> get(String path) throws JaegerFailure, InterruptedException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new JaegerFailure(
          "no Jaeger answers at %s; start one with `fairlead up --jaeger`, or name another with --jaeger URL"
              .formatted(base));
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
