package dev.fairlead.controlplane;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The few calls that a control plane makes to itself, as its administrator. Safe for use by many
 * threads.
 */
final class ApiClient implements AutoCloseable {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private static final String JSON = "application/json";

  private final HttpClient http;
  private final Optional<String> token;

  private ApiClient(HttpClient http, Optional<String> token) {
    this.http = http;
    this.token = token;
  }

  /** A client for plain HTTP. */
  static ApiClient anonymous() {
    return new ApiClient(
        HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build(), Optional.empty());
  }

  /** A client that trusts what the authority has signed, and shows a token. */
  static ApiClient trusting(Path authority, String token) {
    HttpClient http =
        HttpClient.newBuilder().connectTimeout(CONNECT_MAX).sslContext(Trust.in(authority)).build();
    return new ApiClient(http, Optional.of(token));
  }

  /** Says whether a GET is answered with 200. */
  boolean ok(URI uri) {
    try {
      return send(request(uri).GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes an object what the YAML says, whether it exists or not. */
  void apply(URI object, String yaml) {
    URI uri = URI.create(object + "?fieldManager=fairlead-control-plane&force=true");
    demand("PATCH", uri, "application/apply-patch+yaml", yaml);
  }

  /** Posts JSON and returns the answer. */
  String post(URI uri, String json) {
    return demand("POST", uri, JSON, json);
  }

  /** Posts JSON and returns the answer, or nothing where there is none or it is a refusal. */
  Optional<String> tryPost(URI uri, String json) {
    try {
      return Optional.of(exchange("POST", uri, JSON, json))
          .filter(ApiClient::succeeded)
          .map(HttpResponse::body);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String demand(String method, URI uri, String contentType, String body) {
    try {
      HttpResponse<String> answer = exchange(method, uri, contentType, body);
      if (!succeeded(answer)) {
        throw new ControlPlaneException(
            "%s %s was refused: %d %s".formatted(method, uri, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new ControlPlaneException("%s %s was not answered: %s".formatted(method, uri, e), e);
    }
  }

  private HttpResponse<String> exchange(String method, URI uri, String contentType, String body)
      throws IOException {
    return send(
        request(uri)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body)));
  }

  private static boolean succeeded(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 2;
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_MAX);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw ControlPlaneException.interrupted("asking the API server");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
