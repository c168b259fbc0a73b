package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the mesh when the control plane fails it, and that it comes back by itself. */
@RealControlPlane(exclusive = true)
class FaultsIT {

  private final ControlPlane controlPlane;
  private Cluster cluster;
  private Path kubeconfig;

  FaultsIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeEach
  void begin() {
    cluster = new Cluster(controlPlane.kubeconfig());
    Manifests.applyForARunOutside(cluster.client());
    kubeconfig = controlPlane.kubeconfigFor("fairlead-system", "fairlead");
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void aCrdThatComesLateIsFoundAndUntilThenItsAbsenceIsSaid() throws Exception {
    cluster.crd().delete();
    eventually().until(() -> cluster.crd().get() == null);
    try (Mesh mesh = Mesh.start(kubeconfig)) {
      eventually().until(() -> mesh.waitingFor().contains("Memcached"));
      assertThat(mesh.send("GET", "/readyz").statusCode()).isEqualTo(503);

      cluster.installCrd();
      mesh.awaitReady();
      cluster.create("cache", 2);

      cluster.awaitDeployment("cache", 2);
    }
  }

  @Test
  void whatAnOlderCrdLetsInIsSaidOnTheObjectAndHarmsNoOther() throws Exception {
    cluster.installCrd();
    JSONSchemaProps anything = new JSONSchemaPropsBuilder().withType("object").build();
    anything.setXKubernetesPreserveUnknownFields(true);
    cluster
        .crd()
        .edit(crd -> {
          crd.getSpec()
              .getVersions()
              .getFirst()
              .getSchema()
              .getOpenAPIV3Schema()
              .getProperties()
              .put("spec", anything);
          return crd;
        });
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      // The API server needs a moment for the other schema.
      eventually().until(() -> cluster.create("zero", 0) != null);
      cluster.create("shape", Map.of("replicas", 1, "image", Map.of("name", "memcached")));
      cluster.create("fine", 2);

      cluster.awaitDeployment("fine", 2);
      assertThat(cluster.awaitCondition("zero", "Available", "False"))
          .satisfies(available -> {
            assertThat(available.getReason()).isEqualTo("InvalidSpec");
            assertThat(available.getMessage()).contains("spec.replicas is 0");
          });
      eventually()
          .untilAsserted(() ->
              assertThat(String.valueOf(cluster.memcacheds().withName("shape").get()))
                  .contains("Available")
                  .contains("image"));
      assertThat(mesh.explain(cluster, "shape").path("summary").asText()).contains("image");
      assertThat(cluster.deployment("zero")).isEmpty();
      assertThat(cluster.deployment("shape")).isEmpty();
    }
  }

  @Test
  void aPermissionThatIsRemovedIsNamedAndNothingIsDeletedAndItsReturnIsNoticed() throws Exception {
    cluster.installCrd();
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      cluster.create("cache", 2);
      String uid = cluster.awaitDeployment("cache", 2).getMetadata().getUid();
      mesh.awaitQuiet();

      List<PolicyRule> all =
          cluster.changeRules(
              "fairlead-watcher",
              rules ->
                  rules.stream()
                      .filter(rule -> !rule.getResources().contains("deployments"))
                      .toList());
      // A running watch keeps its permission; a new one does not get it.
      controlPlane.killApiServer();
      controlPlane.startApiServer();
      cluster.scale("cache", 5);

      eventually()
          .untilAsserted(() ->
              assertThat(mesh.explain(cluster, "cache").path("summary").asText())
                  .contains("deployments")
                  .contains("list"));
      assertThat(cluster.deployment("cache").orElseThrow().getMetadata().getUid()).isEqualTo(uid);
      assertThat(cluster.deployment("cache").orElseThrow().getSpec().getReplicas()).isEqualTo(2);

      cluster.changeRules("fairlead-watcher", _ -> all);

      cluster.awaitDeployment("cache", 5);
    }
  }

  @Test
  void aMissingPermissionToWriteIsNamedOnTheObject() throws Exception {
    cluster.installCrd();
    cluster.changeRules("fairlead-reconciler", _ -> List.of());
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      cluster.create("cache", 2);

      String message = cluster.awaitCondition("cache", "Available", "False").getMessage();
      assertThat(message).contains("patch").contains("deployments").contains(cluster.namespace());
      // Between two attempts it says so; during one, that it runs.
      eventually()
          .untilAsserted(() ->
              assertThat(mesh.explain(cluster, "cache").path("summary").asText())
                  .contains("deployments"));

      Manifests.applyForARunOutside(cluster.client());
      cluster.awaitDeployment("cache", 2);
    }
  }

  @Test
  void theApiServerIsKilledAndComesBack() throws Exception {
    cluster.installCrd();
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      cluster.create("before", 1);
      cluster.awaitDeployment("before", 1);

      controlPlane.killApiServer();
      assertThat(mesh.send("GET", "/healthz").statusCode()).isEqualTo(200);
      assertThat(mesh.object(cluster, "before").path("name").asText()).isEqualTo("before");
      controlPlane.startApiServer();
      cluster.create("after", 2);
      cluster.scale("before", 3);

      cluster.awaitDeployment("after", 2);
      cluster.awaitDeployment("before", 3);
      mesh.awaitReady();
    }
  }

  @Test
  void etcdStopsAndGoesOn() throws Exception {
    cluster.installCrd();
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      cluster.create("cache", 1);
      String uid = cluster.awaitDeployment("cache", 1).getMetadata().getUid();
      mesh.awaitQuiet();

      controlPlane.pauseEtcd();
      try {
        mesh.send("POST", Mesh.path(cluster, "cache") + "/reconcile");
        assertThat(mesh.object(cluster, "cache").path("name").asText()).isEqualTo("cache");
      } finally {
        controlPlane.resumeEtcd();
      }
      eventually().ignoreExceptions().until(() -> cluster.memcached("cache").isPresent());
      cluster.scale("cache", 3);

      assertThat(cluster.awaitDeployment("cache", 3).getMetadata().getUid()).isEqualTo(uid);
    }
  }

  @Test
  void aServerThatAnswersNoMoreIsNoticedAndWhatWasDueIsDone() throws Exception {
    cluster.installCrd();
    try (Mesh mesh = Mesh.ready(kubeconfig)) {
      cluster.create("cache", 1);
      cluster.awaitDeployment("cache", 1);
      cluster
          .client()
          .apps()
          .deployments()
          .inNamespace(cluster.namespace())
          .withName("cache")
          .edit(it -> it.edit().editSpec().withReplicas(9).endSpec().build());

      controlPlane.pauseApiServer();
      try {
        assertThat(mesh.send("GET", "/healthz").statusCode()).isEqualTo(200);
      } finally {
        controlPlane.resumeApiServer();
      }

      cluster.awaitDeployment("cache", 1);
    }
  }
}
