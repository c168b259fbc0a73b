package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.acceptance.jaeger.TracedByJaeger;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The traces of a mesh whose roles are processes of their own. */
@RealControlPlane
@TracedByJaeger
class JaegerOfFourIT extends TraceStories {

  private static final List<String> ROLES = List.of("watcher", "reconciler", "status", "gateway");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Optional<Processes> running = Optional.empty();

  JaegerOfFourIT(ControlPlane plane) {
    super(plane);
  }

  @Override
  URI start(
      Path directory,
      Path kubeconfig,
      Cluster cluster,
      Map<String, String> environment,
      String link)
      throws Exception {
    Processes mesh =
        new Processes(
            directory,
            ROLES,
            List.of(
                "--namespace=" + cluster.namespace(), "--lease-namespace=" + cluster.namespace()));
    running = Optional.of(mesh);
    mesh.environment(environment);
    mesh.environment(
        Map.of(
            "FAIRLEAD_GATEWAY_TRACEURL", link,
            "FAIRLEAD_LOGGING_FORMAT", "json",
            "FAIRLEAD_LOGGING_LEVEL", "DEBUG"));
    for (String role : ROLES) {
      mesh.start(role, kubeconfig, List.of(role));
    }
    ROLES.forEach(mesh::awaitReady);
    URI ready = mesh.awaitReady("gateway");
    eventually()
        .until(() -> mesh.get(ready, "/api/v1/controllers/memcached").path("workers").asInt() == 1);
    return ready;
  }

  @Test
  void theLogOfEveryProcessSaysWhoseAttemptALineIsAbout() throws Exception {
    converged("logged");
    Caller caller = new Caller();
    reconcile(
        "logged",
        "traceparent",
        caller.traceparent(),
        "baggage",
        "tenant=blue,zone_pref=eu-1b",
        "x-request-id",
        "r-9");
    complete(caller.trace());

    for (String role : List.of("watcher", "reconciler", "status")) {
      eventually()
          .alias("lines of the " + role)
          .until(() -> !lines(role, caller.trace()).isEmpty());
      assertThat(lines(role, caller.trace()))
          .allSatisfy(line -> {
            assertThat(line.path("controller").asText()).isEqualTo("memcached");
            assertThat(line.path("name").asText()).isEqualTo("logged");
            assertThat(line.path("tenant").asText()).isEqualTo("blue");
            assertThat(line.path("zone_pref").asText()).isEqualTo("eu-1b");
            assertThat(line.path("http.request.id").asText()).isEqualTo("r-9");
            assertThat(line.has("namespace") && line.has("epoch") && line.has("attempt")).isTrue();
          });
    }
  }

  /** What a process has logged within a trace. */
  private List<JsonNode> lines(String role, String trace) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line :
        running.orElseThrow().said(role).lines().filter(it -> it.contains(trace)).toList()) {
      JsonNode json = JSON.readTree(line);
      if (json.path("trace.id").asText().equals(trace)) {
        lines.add(json);
      }
    }
    return lines;
  }

  @Override
  void stop() {
    running.ifPresent(Processes::close);
  }

  @Override
  int processes() {
    return ROLES.size();
  }
}
