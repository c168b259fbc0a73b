package dev.fairlead.sandbox.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** One server with a recorder before it, where scenarios play one after the other. */
final class Theatre implements AutoCloseable {

  private static final Path CRD = Path.of("../k8s/base/crd-memcacheds.yaml");

  private final Recorder recorder;
  private final Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private int played;

  Theatre(Endpoint endpoint, Path directory) throws IOException {
    this.recorder = Recorder.before(endpoint);
    this.directory = directory;
    post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Files.readString(CRD));
    Awaitility.await("memcacheds are served")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get("/apis/cache.example.com/v1/memcacheds").statusCode() == 200);
  }

  /** Plays in a namespace of its own, and takes what was recorded. */
  Outcome play(Scenario scenario) throws Exception {
    played++;
    String namespace = "scenario-%03d".formatted(played);
    post(
        "/api/v1/namespaces",
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
    Awaitility.await("the namespace has what every namespace has")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() ->
            get("/api/v1/namespaces/" + namespace + "/serviceaccounts/default").statusCode()
                == 200);
    Stage stage =
        new Stage(recorder, namespace, Files.createDirectories(directory.resolve(namespace)));
    recorder.take();
    try {
      scenario.play(stage);
      return new Outcome(recorder.take(), stage.outputs());
    } finally {
      recorder.take();
    }
  }

  private void post(String path, String yaml) throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(recorder.uri() + path))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(yaml))
                .build());
    if (answer.statusCode() != 201) {
      throw new IOException(
          "%s was answered with %d: %s".formatted(path, answer.statusCode(), answer.body()));
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(recorder.uri() + path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    recorder.close();
    http.close();
  }
}
