package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.prometheus.Observability;
import dev.fairlead.acceptance.prometheus.Observability.Metric;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where each role is a process of its own, each shows its part, and together they show all. */
class MetricsOfRolesIT {

  private static final List<String> ROLES =
      List.of(Fleet.WATCHER, Fleet.RECONCILER, Fleet.STATUS, Fleet.GATEWAY);

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyRoleHasItsPartAndTogetherTheyHaveAll() throws Exception {
    try (SandboxServer server = SandboxServer.start();
        Cluster cluster = new Cluster(server.kubeconfig());
        Processes mesh =
            new Processes(directory, ROLES, List.of("--lease-namespace=" + cluster.namespace()))) {
      cluster.installCrd();
      for (String role : ROLES) {
        mesh.start(role, server.kubeconfig(), List.of(role));
      }
      Map<String, URI> addresses = new TreeMap<>();
      ROLES.forEach(role -> addresses.put(role, mesh.awaitReady(role)));
      cluster.create("cache", 2);
      cluster.awaitDeployment("cache", 2);

      Map<String, Set<String>> parts = new TreeMap<>();
      addresses.forEach((role, address) ->
          eventually()
              .untilAsserted(() -> {
                assertThat(get(address, "/healthz")).contains("ok");
                parts.put(role, names(get(address, "/metrics")));
                assertThat(parts.get(role)).contains("jvm_memory_used_bytes");
              }));

      assertThat(parts.get(Fleet.WATCHER))
          .contains("workqueue_depth", "leader_election_master_status", "fairlead_holds")
          .noneMatch(starting("controller_runtime_", "http_"));
      assertThat(parts.get(Fleet.RECONCILER))
          .contains("controller_runtime_reconcile_total", "fairlead_refused_writes_total")
          .noneMatch(starting("workqueue_", "leader_election_", "http_"));
      assertThat(parts.get(Fleet.STATUS))
          .contains("rest_client_requests_total")
          .noneMatch(starting("workqueue_", "controller_runtime_", "http_"));
      assertThat(parts.get(Fleet.GATEWAY))
          .contains("http_requests_total")
          .noneMatch(starting("workqueue_", "controller_runtime_"));
      assertThat(parts.values().stream().flatMap(Set::stream))
          .containsAll(Observability.listed().stream().map(Metric::name).toList());
    }
  }

  private static Predicate<String> starting(String... prefixes) {
    return name -> List.of(prefixes).stream().anyMatch(name::startsWith);
  }

  private static Set<String> names(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String get(URI address, String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
