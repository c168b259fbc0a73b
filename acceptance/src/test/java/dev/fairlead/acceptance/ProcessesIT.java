package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes, one mesh, on a real API server: what becomes of it when some of them end. */
@RealControlPlane
class ProcessesIT {

  @TempDir private Path directory;

  @Test
  void whoeverEndsTheOthersGoOn(ControlPlane plane) throws Exception {
    try (Cluster cluster = new Cluster(plane.kubeconfig());
        Processes mesh =
            new Processes(
                directory,
                plane.kubeconfig(),
                List.of("left", "right", "worker", "gate"),
                List.of(
                    "--install-crds",
                    "--namespace=" + cluster.namespace(),
                    "--lease-namespace=" + cluster.namespace(),
                    "--lease-duration=8"))) {
      cluster.installCrd();
      mesh.start("left", "watcher");
      mesh.start("worker", "reconciler", "status");
      mesh.start("gate", "gateway");
      URI gateway = mesh.awaitReady("gate");
      mesh.awaitReady("left");
      mesh.awaitReady("worker");
      cluster.create("a", 1);
      cluster.awaitDeployment("a", 1);
      awaitProcesses(mesh, gateway, 3);

      mesh.start("right", "watcher");
      mesh.awaitReady("right");
      awaitWatching(mesh, "right");
      awaitProcesses(mesh, gateway, 4);
      long epoch = epoch(cluster);
      mesh.kill("left");
      cluster.create("b", 1);
      cluster.awaitDeployment("b", 1);
      assertThat(epoch(cluster)).isGreaterThan(epoch);
      assertThat(object(mesh, gateway, cluster, "b").path("owner").asText()).isNotEmpty();

      mesh.start("left", "watcher");
      mesh.awaitReady("left");
      awaitWatching(mesh, "left");
      awaitProcesses(mesh, gateway, 4);
      epoch = epoch(cluster);
      mesh.stop("right");
      cluster.create("c", 1);
      cluster.awaitDeployment("c", 1);
      assertThat(epoch(cluster)).isGreaterThan(epoch);

      mesh.kill("worker");
      cluster.scale("c", 2);
      mesh.start("worker", "reconciler", "status");
      cluster.awaitDeployment("c", 2);

      mesh.stop("worker");
      mesh.stop("gate");
      mesh.stop("left");
      assertThat(lease(cluster).getSpec().getHolderIdentity()).isNull();
      assertThat(lease(cluster).getMetadata().getAnnotations().get("fairlead.dev/ownership"))
          .contains("\"state\":\"released\"");
    }
  }

  @Test
  void aProcessOfAnotherMeshDoesNotJoin(ControlPlane plane) throws Exception {
    try (Cluster cluster = new Cluster(plane.kubeconfig());
        Processes mesh =
            new Processes(
                directory,
                plane.kubeconfig(),
                List.of("one", "other"),
                List.of("--lease-namespace=" + cluster.namespace()))) {
      cluster.installCrd();
      mesh.start("one", "gateway");
      mesh.start("other", "gateway", "--mesh=blue");

      eventually().until(() -> mesh.said("one").contains("blue"));
      eventually().until(() -> mesh.said("other").contains("mesh"));
    }
  }

  private static void awaitWatching(Processes mesh, String watcher) {
    eventually().until(() -> mesh.said(watcher).contains("taking up controller memcached"));
  }

  private static void awaitProcesses(Processes mesh, URI gateway, int count) {
    eventually().until(() -> mesh.get(gateway, "/api/v1/mesh").path("processes").size() == count);
  }

  private static JsonNode object(Processes mesh, URI gateway, Cluster cluster, String name) {
    return mesh.get(
        gateway, "/api/v1/controllers/memcached/objects/" + cluster.namespace() + "/" + name);
  }

  private static long epoch(Cluster cluster) {
    return lease(cluster).getSpec().getLeaseTransitions();
  }

  private static Lease lease(Cluster cluster) {
    return cluster
        .client()
        .leases()
        .inNamespace(cluster.namespace())
        .withName("memcached.1.0")
        .get();
  }
}
