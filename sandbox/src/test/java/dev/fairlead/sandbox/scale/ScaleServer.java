package dev.fairlead.sandbox.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A process with a sandbox and many generated custom resources, which it changes at a rate. It
 * prints its address, and ends with its input.
 */
final class ScaleServer {

  private static final int NAMESPACES = 10;
  private static final long SEED = 42;
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private ScaleServer() {}

  /**
   * @param arguments how many objects, and how many changes a second
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Sandbox sandbox = Sandbox.start()) {
      define(sandbox.url());
      var volumes =
          sandbox.generate(
              resource("volume.yaml"), Integer.parseInt(arguments[0]), NAMESPACES, SEED);
      try (var _ = sandbox.change(volumes, Double.parseDouble(arguments[1]), SEED);
          var input =
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        System.out.println(sandbox.url());
        while (input.readLine() != null) {
          // Goes on until the parent closes it, or has ended.
        }
      }
    }
  }

  private static void define(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest create =
          HttpRequest.newBuilder(URI.create(url + DEFINITIONS))
              .header("Content-Type", "application/yaml")
              .POST(BodyPublishers.ofString(resource("crd.yaml")))
              .build();
      http.send(create, BodyHandlers.discarding());
      HttpRequest watch =
          HttpRequest.newBuilder(URI.create(url + DEFINITIONS + "?watch=true")).build();
      try (var lines = http.send(watch, BodyHandlers.ofLines()).body()) {
        if (lines.noneMatch(ScaleServer::established)) {
          throw new IllegalStateException("the definition was not established");
        }
      }
    }
  }

  private static boolean established(String line) {
    try {
      for (JsonNode condition : new ObjectMapper().readTree(line).at("/object/status/conditions")) {
        if (condition.path("type").asText().equals("Established")) {
          return condition.path("status").asText().equals("True");
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + line, e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ScaleServer.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
