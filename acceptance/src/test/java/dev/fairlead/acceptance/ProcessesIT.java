package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes have to do with each other before they are a mesh. */
@RealControlPlane
class ProcessesIT {

  @TempDir private Path directory;

  @Test
  void aProcessOfAnotherMeshDoesNotJoin(ControlPlane plane) throws Exception {
    try (Cluster cluster = new Cluster(plane.kubeconfig());
        Processes mesh =
            new Processes(
                directory,
                List.of("one", "other"),
                List.of("--lease-namespace=" + cluster.namespace()))) {
      cluster.installCrd();
      mesh.start("one", plane.kubeconfig(), List.of("gateway"));
      mesh.start("other", plane.kubeconfig(), List.of("gateway"), "--mesh=blue");

      eventually().until(() -> mesh.said("one").contains("blue"));
      eventually().until(() -> mesh.said("other").contains("mesh"));
    }
  }
}
