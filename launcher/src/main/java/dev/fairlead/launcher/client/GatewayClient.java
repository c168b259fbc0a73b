package dev.fairlead.launcher.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Asks a gateway over HTTP. Blocking; one instance may be used by several threads. */
public final class GatewayClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String base;
  private final Optional<String> token;

  /** Creates a client of the gateway at {@code base}, with a bearer token where one is needed. */
  public GatewayClient(URI base, Optional<String> token) {
    this.base = base.toString().replaceAll("/+$", "");
    this.token = token;
  }

  /** A path of these segments, each encoded. */
  public static String path(String... segments) {
    StringJoiner path = new StringJoiner("/", "/", "");
    for (String segment : segments) {
      path.add(encode(segment));
    }
    return path.toString();
  }

  /** An empty JSON array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Gets a document. */
  public JsonNode get(String path) throws GatewayFailure {
    return get(path, Map.of());
  }

  /** Gets a document, with query parameters. */
  public JsonNode get(String path, Map<String, String> query) throws GatewayFailure {
    StringJoiner parameters = new StringJoiner("&", query.isEmpty() ? "" : "?", "");
    query.forEach((name, value) -> parameters.add(encode(name) + "=" + encode(value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + parameters))
            .timeout(ANSWER)
            .header("Accept", "application/json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    HttpResponse<String> response = send(request.build());
    JsonNode body = parse(response.body());
    if (response.statusCode() / 100 == 2 && !body.isMissingNode()) {
      return body;
    }
    throw new GatewayFailure(said(response.statusCode(), body), body.path("type").asText());
  }

  private String said(int status, JsonNode body) {
    String detail = body.path("detail").asText(body.path("title").asText(""));
    return switch (status) {
      case 401 ->
          "the gateway at "
              + base
              + (token.isPresent() ? " does not accept the token" : " wants to know who you are")
              + (detail.isEmpty() ? "" : " (" + detail + ")")
              + "; give --token TOKEN or FAIRLEAD_TOKEN, for example of `kubectl create token"
              + " ACCOUNT`";
      default ->
          detail.isEmpty()
              ? "what answers at "
                  + base
                  + " is no gateway of Fairlead (status "
                  + status
                  + "); name another with --gateway URL"
              : detail;
    };
  }

  private HttpResponse<String> send(HttpRequest request) throws GatewayFailure {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new GatewayFailure(
          "no gateway answers at "
              + base
              + "; start one with `fairlead up`, forward one of a cluster with `kubectl port-forward`,"
              + " or name another with --gateway URL",
          "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GatewayFailure("interrupted while waiting for the gateway at " + base, "");
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
