package dev.fairlead.sandbox.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/** The pages that say who the server is and that it is well. */
public final class Pages implements Documents {

  private static final String VERSION =
      """
      {
        "major": "1",
        "minor": "36",
        "emulationMajor": "1",
        "emulationMinor": "36",
        "minCompatibilityMajor": "1",
        "minCompatibilityMinor": "35",
        "gitVersion": "v1.36.3+fairlead",
        "gitCommit": "",
        "gitTreeState": "",
        "buildDate": "1970-01-01T00:00:00Z",
        "goVersion": "",
        "compiler": "",
        "platform": ""
      }\
      """;

  @Override
  public Optional<Document> find(String path, String query, String accept) {
    return switch (path) {
      case "/version", "/version/" -> page("application/json", VERSION);
      case "/healthz", "/livez", "/readyz", "/healthz/ping", "/livez/ping", "/readyz/ping" ->
          page("text/plain; charset=utf-8", "ok");
      default -> Optional.empty();
    };
  }

  private static Optional<Document> page(String contentType, String text) {
    return Optional.of(new Document(200, contentType, Buffer.buffer(text), Map.of()));
  }
}
