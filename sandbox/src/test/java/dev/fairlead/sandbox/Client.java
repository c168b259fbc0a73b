package dev.fairlead.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks to a sandbox over HTTP. */
public final class Client implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  private final String token;

  /** The administrator. */
  public Client(Sandbox sandbox) {
    this(sandbox, sandbox.adminToken());
  }

  /** Whose token it is. */
  public Client(Sandbox sandbox, String token) {
    this.sandbox = sandbox;
    this.token = token;
  }

  /** An answer with its body. */
  public record Reply(int code, HttpResponse<String> response, JsonNode body) {

    public JsonNode at(String pointer) {
      return body.at(pointer);
    }
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(path, "GET", "", "");
  }

  public Reply post(String path, String yaml) throws IOException, InterruptedException {
    return send(path, "POST", "application/json", json(yaml));
  }

  public Reply put(String path, String yaml) throws IOException, InterruptedException {
    return send(path, "PUT", "application/json", json(yaml));
  }

  public Reply merge(String path, String yaml) throws IOException, InterruptedException {
    return send(path, "PATCH", "application/merge-patch+json", json(yaml));
  }

  public Reply delete(String path) throws IOException, InterruptedException {
    return send(path, "DELETE", "", "");
  }

  private Reply send(String path, String method, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    boolean json = response.body().startsWith("{");
    return new Reply(
        response.statusCode(), response, json ? JSON.readTree(response.body()) : JSON.nullNode());
  }

  /** The lines of a watch, which is open when this returns. */
  public BufferedReader lines(String path) throws IOException, InterruptedException {
    InputStream body =
        http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token)
        .header("User-Agent", "client");
  }

  private static String json(String yaml) {
    try {
      return YAML.readTree(yaml).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
