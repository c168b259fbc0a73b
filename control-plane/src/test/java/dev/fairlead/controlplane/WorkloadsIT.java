package dev.fairlead.controlplane;

import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@RealControlPlane(controllers = Controllers.WORKLOADS)
class WorkloadsIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void aDeploymentBecomesReadyAndGoesWithItsPods(ControlPlane controlPlane) {
    Config config = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      var web = client.apps().deployments().inNamespace("default").resource(deployment());
      web.create();
      await().atMost(SOON).until(web::isReady);
      web.delete();
      await()
          .atMost(SOON)
          .until(() -> client.pods().inNamespace("default").list().getItems().isEmpty());
    }
  }

  private static Deployment deployment() {
    Map<String, String> labels = Map.of("app", "web");
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("web")
        .withImage("web")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
