package dev.fairlead.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.sdk.Decoding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;

/** The API server, asked in its own words. */
final class Api {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ControlPlane plane;
  private final HttpClient http;

  /** What it answered. */
  record Answer(int code, JsonNode body, List<String> warnings) {

    String message() {
      return body.path("message").asText();
    }
  }

  Api(ControlPlane plane) throws IOException {
    this.plane = plane;
    this.http = Served.client(Files.readString(plane.authority()));
  }

  Answer create(HasMetadata object, String path) throws IOException {
    return send("POST", path, Decoding.serialization().asJson(object));
  }

  Answer send(String method, String path, String body) throws IOException {
    URI target = URI.create(plane.server().toString().replaceAll("/$", "") + path);
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Authorization", "Bearer " + plane.adminToken())
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          MAPPER.readTree(answer.body()),
          answer.headers().allValues("Warning"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
