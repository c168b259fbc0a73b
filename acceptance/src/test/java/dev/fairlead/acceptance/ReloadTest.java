package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.LiveConfiguration;
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

  @TempDir private Path directory;

  @Test
  void aChangeHoldsAndAMistakeLeavesItAsItWas() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    write("");
    try (SandboxServer server = SandboxServer.start();
        Mesh mesh = Mesh.startWithSamples(server.kubeconfig());
        LiveConfiguration live =
            LiveConfiguration.of(
                file,
                () -> ConfigurationReader.read(Optional.of(file), Map.of(), List.of()),
                Duration.ofMillis(20))) {
      mesh.follow(live);
      mesh.awaitReady();

      write("controllers: {memcached: {paused: true, workers: {min: 3, max: 7}, resync: 1s}}");

      eventually().until(() -> paused(mesh));
      eventually().until(() -> most(mesh) == 7);
      assertThat(value(mesh, "fairlead_config_reloads_total{result=\"applied\"}")).isEqualTo(1);
      // Looked at again each second, and left lying.
      eventually().until(() -> controller(mesh, "due") > 0);

      write("controllers: {memcached: {paused: false, workers: {max: many}}}");

      eventually()
          .until(() -> value(mesh, "fairlead_config_reloads_total{result=\"refused\"}") == 1);
      assertThat(paused(mesh)).isTrue();
      assertThat(most(mesh)).isEqualTo(7);

      write("");

      eventually().until(() -> !paused(mesh));
      eventually().until(() -> most(mesh) == 32);
      mesh.awaitQuiet();
    }
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
