package dev.fairlead.sandbox.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxException;
import dev.fairlead.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void everyAnswerHasItsLineBeforeItEnds() throws Exception {
    Path file = directory.resolve("audit.log");
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withAuditLog(file))) {
      String maps = sandbox.url() + "/api/v1/namespaces/default/configmaps";

      send(
          HttpRequest.newBuilder(URI.create(maps + "?fieldManager=me"))
              .header("User-Agent", "test/1")
              .POST(BodyPublishers.ofString("{\"metadata\":{\"name\":\"one\"}}")));
      JsonNode created = last(file);
      send(HttpRequest.newBuilder(URI.create(maps + "/two")));
      JsonNode missing = last(file);

      assertThat(withoutTimes(created))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata",
                   "stage":"ResponseComplete",
                   "requestURI":"/api/v1/namespaces/default/configmaps?fieldManager=me",
                   "verb":"create",
                   "user":{"username":"fairlead-admin","uid":"fairlead-admin",
                    "groups":["system:masters","system:authenticated"]},
                   "sourceIPs":["127.0.0.1"],"userAgent":"test/1",
                   "objectRef":{"resource":"configmaps","namespace":"default","name":"one",
                     "apiVersion":"v1"},
                   "responseStatus":{"metadata":{},"code":201}}\
                  """));
      assertThat(missing.path("objectRef").path("name").asText()).isEqualTo("two");
      assertThat(missing.path("responseStatus").path("code").asInt()).isEqualTo(404);
      assertThat(missing.path("responseStatus").path("reason").asText()).isEqualTo("NotFound");
    }
  }

  @Test
  void aWatchHasItsLineWhenItEnds() throws Exception {
    Path file = directory.resolve("audit.log");
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withAuditLog(file))) {
      var watch =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(sandbox.url() + "/apis/apps/v1/deployments?watch=true"))
                  .build(),
              BodyHandlers.ofInputStream());
      assertThat(Files.readAllLines(file)).isEmpty();
      watch.body().close();

      await().untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(1));
      assertThat(last(file).path("verb").asText()).isEqualTo("watch");
      assertThat(last(file).path("objectRef"))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"resource":"deployments","apiGroup":"apps","apiVersion":"v1"}\
                  """));
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path file = directory.resolve("missing").resolve("audit.log");

    assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withAuditLog(file)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("cannot write the audit log " + file);
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode last(Path file) throws IOException {
    return JSON.readTree(Files.readAllLines(file).getLast());
  }

  private static JsonNode withoutTimes(JsonNode event) {
    return ((ObjectNode) event)
        .remove(List.of("auditID", "requestReceivedTimestamp", "stageTimestamp"));
  }
}
