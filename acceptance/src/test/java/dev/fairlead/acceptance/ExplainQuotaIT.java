package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A quota that lets no Pod be made is told by the Deployment, and so by explain. */
@RealControlPlane(controllers = Controllers.WORKLOADS)
class ExplainQuotaIT {

  @Test
  void aQuotaIsTheReason(ControlPlane plane) throws Exception {
    try (Cluster cluster = new Cluster(plane.kubeconfig())) {
      Manifests.applyForARunOutside(cluster.client());
      cluster.installCrd();
      allowNoPods(cluster);
      try (Mesh mesh = Mesh.ready(plane.kubeconfigFor("fairlead-system", "fairlead"))) {
        cluster.create("cache", 2);

        eventually()
            .untilAsserted(() -> {
              JsonNode why = mesh.explain(cluster, "cache");
              assertThat(why.path("cause").asText()).isEqualTo("ChildNotReady");
              assertThat(why.path("summary").asText())
                  .startsWith(
                      "Deployment " + cluster.namespace() + "/cache is not ready: FailedCreate: ")
                  .contains("is forbidden: exceeded quota: none, requested: pods=1");
            });
        cluster.memcacheds().delete();
      }
    }
  }

  /** The controller of quotas does not run: the test says what is used. */
  private static void allowNoPods(Cluster cluster) {
    Map<String, Quantity> no = Map.of("pods", new Quantity("0"));
    ResourceQuota quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("none")
            .withNamespace(cluster.namespace())
            .endMetadata()
            .withNewSpec()
            .withHard(no)
            .endSpec()
            .build();
    cluster.client().resource(quota).create();
    cluster
        .client()
        .resourceQuotas()
        .inNamespace(cluster.namespace())
        .withName("none")
        .editStatus(it -> it.edit().withNewStatus().withHard(no).withUsed(no).endStatus().build());
  }
}
