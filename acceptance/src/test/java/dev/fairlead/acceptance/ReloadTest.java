package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.source.Pace;
import dev.fairlead.launcher.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that runs takes up what is live of its configuration, as a whole or not at all. */
class ReloadTest {

  /** As the downward API tells it. */
  private static final Map<String, String> POD =
      Map.of("POD_NAME", "fairlead-0", "POD_NAMESPACE", "default", "POD_UID", "u-1");

  @TempDir private Path directory;

  @Test
  void aChangeHoldsAndAMistakeLeavesItAsItWas() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    write("");
    try (SandboxServer server = SandboxServer.start();
        Cluster cluster = new Cluster(server.kubeconfig());
        Mesh mesh = Mesh.inPod(server.kubeconfig(), POD);
        LiveConfiguration live =
            LiveConfiguration.of(
                Sources.of(file, new Pace(Duration.ofMillis(20), Duration.ofSeconds(30))),
                () -> ConfigurationReader.read(Optional.of(file), Map.of(), List.of()))) {
      mesh.follow(live);
      mesh.awaitReady();

      write("controllers: {memcached: {paused: true, workers: {min: 3, max: 7}, resync: 1s}}");

      eventually().until(() -> paused(mesh));
      eventually().until(() -> most(mesh) == 7);
      assertThat(value(mesh, "fairlead_config_reloads_total{result=\"applied\"}")).isEqualTo(1);
      // Looked at again each second, and left lying.
      eventually().until(() -> controller(mesh, "due") > 0);

      assertThat(event(cluster, "ConfigurationReloaded"))
          .isEqualTo(
              "in force from now on: controllers.memcached.workers.min,"
                  + " controllers.memcached.workers.max, controllers.memcached.resync,"
                  + " controllers.memcached.paused");

      write("controllers: {memcached: {paused: false, workers: {max: many}}}");

      eventually()
          .until(() -> value(mesh, "fairlead_config_reloads_total{result=\"refused\"}") == 1);
      assertThat(event(cluster, "ConfigurationRefused"))
          .startsWith("all stays as it was: ")
          .contains("controllers.memcached.workers.max takes ", ", not \"many\"");
      assertThat(paused(mesh)).isTrue();
      assertThat(most(mesh)).isEqualTo(7);

      write("");

      eventually().until(() -> !paused(mesh));
      eventually().until(() -> most(mesh) == 32);
      mesh.awaitQuiet();
    }
  }

  /** What the Event with a reason about the Pod says. */
  private static String event(Cluster cluster, String reason) {
    return eventually()
        .until(
            () ->
                cluster
                    .client()
                    .events()
                    .v1()
                    .events()
                    .inNamespace("default")
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> event.getReason().equals(reason))
                    .filter(event -> event.getRegarding().getUid().equals(POD.get("POD_UID")))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow()
        .getNote();
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("fairlead.yaml"), text);
  }

  private static boolean paused(Mesh mesh) {
    return mesh.get("/api/v1/controllers/memcached").path("paused").asBoolean();
  }

  private static int controller(Mesh mesh, String member) {
    return mesh.get("/api/v1/controllers/memcached").path(member).asInt();
  }

  private static double most(Mesh mesh) {
    return value(mesh, "controller_runtime_max_concurrent_reconciles{controller=\"memcached\"}");
  }

  private static double value(Mesh mesh, String series) {
    return mesh.management("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }
}
