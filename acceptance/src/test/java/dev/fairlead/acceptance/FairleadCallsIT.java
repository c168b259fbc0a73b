package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.audit.CallShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What Fairlead asks of an API server, in the life of some objects. A kind of call that is new has
 * to be listed, and then the contract test wants a scenario that compares the sandbox's answer to
 * it with kube-apiserver's.
 */
class FairleadCallsIT {

  private static final Path LIST =
      Path.of("../sandbox/src/test/resources/dev/fairlead/sandbox/contract")
          .resolve("fairlead-calls.txt");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void allKindsOfCallsAreListed() throws Exception {
    try (SandboxServer server = SandboxServer.start()) {
      live(server);

      SortedSet<CallShape> made = shapes(server.auditLog());
      assertThat(made.stream().map(CallShape::text))
          .as("Add what is new to %s, and a scenario beside it that makes the call", LIST)
          .isSubsetOf(Files.readAllLines(LIST));
    }
  }

  private static void live(SandboxServer server) throws Exception {
    try (Mesh mesh = Mesh.startWithSamples(server.kubeconfig())) {
      mesh.awaitReady();
      try (Cluster cluster = new Cluster(server.kubeconfig())) {
        String tooLong = "a".repeat(70);
        cluster.create("cache", 2);
        cluster.create(tooLong, 1);
        cluster.awaitDeployment("cache", 2);
        cluster.makeReady("cache", 2);
        cluster.awaitCondition("cache", "Available", "True");
        cluster.scale("cache", 3);
        cluster.awaitDeployment("cache", 3);
        cluster
            .client()
            .apps()
            .deployments()
            .inNamespace(cluster.namespace())
            .withName("cache")
            .scale(7);
        cluster.awaitDeployment("cache", 3);
        cluster.awaitCondition(tooLong, "Available", "False");
        eventually().until(() -> !cluster.events(tooLong, "NameTooLong").isEmpty());
        cluster.client().resource(cluster.deployment("cache").orElseThrow()).delete();
        cluster.awaitDeployment("cache", 3);
        cluster.memcacheds().delete();
        eventually().until(() -> cluster.deployment("cache").isEmpty());
        mesh.awaitQuiet();
      }
    }
    // The second takes over what the first has left.
    try (Mesh mesh = Mesh.ready(server.kubeconfig())) {
      mesh.awaitQuiet();
    }
  }

  private static SortedSet<CallShape> shapes(Path auditLog) throws IOException {
    try (var lines = Files.lines(auditLog)) {
      return lines
          .map(FairleadCallsIT::parse)
          .filter(event -> event.path("userAgent").asText().startsWith("fairlead/"))
          .map(CallShape::of)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
