package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A real API server takes the objects for the Prometheus Operator, by the schemas of its CRDs,
 * where {@code FAIRLEAD_CRDS} names a file that has them.
 */
@RealControlPlane
class ObservabilityManifestsIT {

  private static final Path MANIFESTS = Path.of("..", "k8s", "observability");

  @Test
  void theApiServerTakesThem(ControlPlane controlPlane) throws IOException {
    String crds = System.getenv("FAIRLEAD_CRDS");
    assumeThat(crds)
        .as("FAIRLEAD_CRDS has to name a file with the CRDs of the Prometheus Operator")
        .isNotNull();
    try (Cluster cluster = new Cluster(controlPlane.kubeconfig())) {
      for (HasMetadata crd : load(cluster, Path.of(String.valueOf(crds)))) {
        cluster.client().resource(crd).forceConflicts().serverSideApply();
      }
      cluster
          .client()
          .resource(
              new NamespaceBuilder()
                  .withNewMetadata()
                  .withName("fairlead-system")
                  .endMetadata()
                  .build())
          .serverSideApply();
      for (String file : List.of("podmonitor.yaml", "prometheusrule.yaml")) {
        HasMetadata object = load(cluster, MANIFESTS.resolve(file)).getFirst();
        eventually()
            .untilAsserted(() ->
                assertThat(cluster.client().resource(object).forceConflicts().serverSideApply())
                    .isNotNull());
      }
    }
  }

  private static List<HasMetadata> load(Cluster cluster, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return cluster.client().load(in).items();
    }
  }
}
