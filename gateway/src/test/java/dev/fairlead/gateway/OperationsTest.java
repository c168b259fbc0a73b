package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.protocol.query.WatcherAnswer;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Health, metrics, and how the gateway begins and ends. */
class OperationsTest {

  @Test
  void readyOnlyWithAWatcherAndWhenAllChecksAreWell() {
    AtomicBoolean synced = new AtomicBoolean();
    try (ScriptedMesh mesh = new ScriptedMesh(Map.of(), Role.WATCHER)) {
      mesh.process
          .readiness()
          .add(
              "watcher",
              () ->
                  synced.get()
                      ? Verdict.OK
                      : Verdict.waiting("memcached: deployments.apps is not synced yet"));
      await().until(() -> mesh.get("/api/v1/mesh").body().contains("watcher"));
      HttpResponse<String> before = mesh.get("/readyz");
      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(new JsonObject(before.body()))
          .isEqualTo(
              new JsonObject(
                  """
                  {"ready": false, "checks": [
                    {"name": "watcher", "ok": false,
                     "message": "memcached: deployments.apps is not synced yet"},
                    {"name": "watchers", "ok": true, "message": "ok"}]}
                  """));
      synced.set(true);
      HttpResponse<String> after = mesh.get("/readyz");
      assertThat(after.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(after.body()).getBoolean("ready")).isTrue();
    }
    try (ScriptedMesh nobody = new ScriptedMesh(Map.of())) {
      HttpResponse<String> response = nobody.get("/readyz");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("no watcher is present in the mesh yet");
      assertThat(nobody.get("/healthz").body()).isEqualTo("{\"ok\":true}");
    }
  }

  @Test
  void metricsOfTheJvmOfVertxAndOfEveryRole() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      mesh.process.telemetry().meters().group().counter("fairlead_test_total", "").increment();
      HttpResponse<String> response = mesh.get("/metrics");
      assertThat(response.headers().firstValue("content-type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(response.body())
          .contains(
              "jvm_memory_used_bytes", "vertx_http_server", "vertx_eventbus", "fairlead_test");
    }
  }

  @Test
  void requestsAreCountedByEndpointAndNobodyMakesUpLabels() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      mesh.get("/api/v1/mesh");
      mesh.get("/api/v1/controllers/nobody-has-this-one?nothing=1");
      mesh.get("/no/such/thing");
      assertThat(mesh.get("/metrics").body().lines())
          .contains(
              requests("/api/v1/mesh", "GET", 200) + " 1.0",
              requests("/api/v1/mesh", "GET", 500) + " 0.0",
              requests("/api/v1/controllers/{controller}", "GET", 400) + " 1.0",
              requests("/metrics", "GET", 200) + " 0.0",
              requests("other", "other", 404) + " 1.0",
              "http_request_duration_seconds_count{endpoint=\"/api/v1/mesh\",method=\"GET\"} 1")
          .noneMatch(line -> line.contains("nobody-has-this-one") || line.contains("/no/such"));
    }
  }

  private static String requests(String endpoint, String method, int status) {
    return "http_requests_total{endpoint=\"%s\",method=\"%s\",status=\"%d\"}"
        .formatted(endpoint, method, status);
  }

  @Test
  void theIndexNamesEveryRoute() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      HttpResponse<String> index = mesh.get("/");
      assertThat(index.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
      JsonObject paths = mesh.json("/openapi.json").getJsonObject("paths");
      for (String path : paths.fieldNames()) {
        String last = path.replaceFirst("^/api/v1/controllers/\\{controller}", "…");
        assertThat(index.body()).contains(last.equals("…") ? path : last);
      }
    }
  }

  @Test
  void answersAreCompressedForThoseWhoTakeIt() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      assertThat(
              mesh.get("/openapi.json", "accept-encoding", "gzip")
                  .headers()
                  .firstValue("content-encoding"))
          .contains("gzip");
      assertThat(mesh.get("/openapi.json").headers().firstValue("content-encoding")).isEmpty();
    }
  }

  @Test
  void aPortInUseIsSaidInOneLine() throws Exception {
    try (ScriptedMesh mesh = new ScriptedMesh(Map.of());
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      GatewayVerticle second =
          new GatewayVerticle(
              GatewaySettings.DEFAULTS.withPort(taken.getLocalPort()),
              mesh.process,
              Optional.empty());
      assertThatThrownBy(() ->
              mesh.process
                  .vertx()
                  .deployVerticle(second)
                  .toCompletionStage()
                  .toCompletableFuture()
                  .get(20, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(PortUnavailableException.class)
          .hasMessage(
              "port " + taken.getLocalPort() + " is in use: free it or choose another with --port");
    }
  }

  @Test
  void onlyLoopbackIsListenedOn() {
    for (String host : List.of("127.0.0.1", "127.1.2.3", "::1", "localhost")) {
      assertThat(settings(host, 0, "").host()).isEqualTo(host);
    }
    for (String host : List.of("0.0.0.0", "::", "10.0.0.1", "example.com", "")) {
      assertThatThrownBy(() -> settings(host, 0, ""))
          .hasMessageContaining("cannot listen on " + host)
          .hasMessageContaining("use 127.0.0.1");
    }
    assertThat(
            new GatewaySettings("0.0.0.0", 0, false, "", Duration.ofSeconds(1), Duration.ZERO)
                .host())
        .isEqualTo("0.0.0.0");
    assertThatThrownBy(() -> settings("::1", 65536, "")).hasMessageContaining("65536");
    assertThatThrownBy(() -> settings("::1", 0, "http://x/")).hasMessageContaining("{traceId}");
  }

  @Test
  void requestsInFlightEndBeforeTheGatewayDoes() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      await().until(() -> mesh.get("/readyz").statusCode() == 200);
      Promise<WatcherAnswer> held = Promise.promise();
      mesh.watcherFuture(_ -> held.future());
      CompletableFuture<HttpResponse<String>> inFlight =
          CompletableFuture.supplyAsync(() -> mesh.get("/api/v1/controllers"));
      await().until(() -> !mesh.asked.isEmpty());
      var undeployed = mesh.process.vertx().undeploy(mesh.gateway.deploymentID());
      held.complete(new WatcherAnswer.Controllers(List.of(), List.of()));
      assertThat(inFlight.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      ScriptedMesh.await(undeployed);
      assertThatThrownBy(() -> mesh.get("/healthz")).isInstanceOf(AssertionError.class);
    }
  }

  private static GatewaySettings settings(String host, int port, String traceUrl) {
    return new GatewaySettings(host, port, true, traceUrl, Duration.ofSeconds(1), Duration.ZERO);
  }
}
