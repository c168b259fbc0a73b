package dev.fairlead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The odd answers of each verb; what is expected was asked of kube-apiserver 1.36.3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {

  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Sandbox sandbox = Sandbox.start();

  @BeforeAll
  void create() throws Exception {
    assertThat(send("POST", CONFIG_MAPS, "{'metadata':{'name':'a'}}").path("kind").asText())
        .isEqualTo("ConfigMap");
  }

  @AfterAll
  void close() {
    sandbox.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          GET    | /api/v1/nopes | | 404 | the server could not find the requested resource
          POST   | /api/v1/namespaces/default/configmaps/a | {} | 405 | the server does not allow this method on the requested resource
          POST   | /api/v1/namespaces/default/configmaps | {'metadata':{'name':'a'}} | 409 | configmaps \"a\" already exists
          POST   | /api/v1/namespaces/nope/configmaps | {'metadata':{'name':'a'}} | 404 | namespaces \"nope\" not found
          POST   | /api/v1/namespaces/default/configmaps | {} | 422 | ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required
          POST   | /api/v1/namespaces/default/configmaps | {'metadata':{'name':'x','namespace':'y'}} | 400 | the namespace of the provided object does not match the namespace sent on the request
          PUT    | /api/v1/namespaces/default/configmaps/a | {'metadata':{'name':'b'}} | 400 | the name of the object (b) does not match the name on the URL (a)
          PUT    | /api/v1/namespaces/default/configmaps/a | {'metadata':{}} | 400 | the name of the object (a based on URL) was undeterminable: name must be provided
          PUT    | /api/v1/namespaces/default/configmaps/z | {'metadata':{'name':'z'}} | 404 | configmaps \"z\" not found
          PUT    | /api/v1/namespaces/default/configmaps/a | {'metadata':{'name':'a','resourceVersion':'1'}} | 409 | Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again
          GET    | /api/v1/namespaces/default/configmaps?resourceVersion=abc | | 400 | invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax
          GET    | /api/v1/namespaces/default/configmaps?limit=x | | 400 | strconv.ParseInt: parsing \"x\": invalid syntax
          GET    | /api/v1/namespaces/default/configmaps?sendInitialEvents=true | | 422 | ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list
          DELETE | /api/v1/namespaces/default | | 403 | namespaces \"default\" is forbidden: this namespace may not be deleted
          DELETE | /api/v1/namespaces/default/configmaps/a?gracePeriodSeconds=abc | | 400 | strconv.ParseInt: parsing \"abc\": invalid syntax
          """)
  void refusesInTheWordsOfKubeApiserver(
      String method, String path, String body, int code, String message) throws Exception {
    JsonNode status = send(method, path, body == null ? "" : body);

    assertThat(status.path("message").asText()).isEqualTo(message.replace("\\\"", "\""));
    assertThat(status.path("code").asInt()).isEqualTo(code);
  }

  @Test
  void listsInPages() throws Exception {
    String path = "/api/v1/namespaces?limit=3";
    JsonNode first = send("GET", path, "");
    JsonNode second =
        send("GET", path + "&continue=" + first.path("metadata").path("continue").asText(), "");

    assertThat(first.path("items")).hasSize(3);
    assertThat(first.path("metadata").path("remainingItemCount").asInt()).isEqualTo(1);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("metadata").has("continue")).isFalse();
  }

  @Test
  void watchesFromAState() throws Exception {
    HttpResponse<String> watch =
        exchange("GET", "/api/v1/namespaces?watch=1&timeoutSeconds=1&resourceVersion=0", "");

    assertThat(watch.body().lines()).hasSize(4).allMatch(line -> line.contains("\"ADDED\""));
  }

  @Test
  void aDryRunStoresNothing() throws Exception {
    send("POST", CONFIG_MAPS + "?dryRun=All", "{'metadata':{'name':'dry'}}");

    assertThat(send("GET", CONFIG_MAPS + "/dry", "").path("code").asInt()).isEqualTo(404);
  }

  @Test
  void aPortInUseIsOneClearLine() {
    int port = URI.create(sandbox.url()).getPort();

    assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withPort(port)))
        .isInstanceOf(SandboxException.class)
        .hasMessage("port %d is in use: choose another, or 0 for any", port);
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    return json.readTree(exchange(method, path, body).body());
  }

  private HttpResponse<String> exchange(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
