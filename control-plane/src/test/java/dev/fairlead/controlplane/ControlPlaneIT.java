package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RealControlPlane(audit = Audit.METADATA, exclusive = true)
class ControlPlaneIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ControlPlane controlPlane;

  ControlPlaneIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @Test
  void objectsOutliveTheApiServer() {
    try (KubernetesClient client = client(controlPlane.kubeconfig())) {
      createNamespace(client, "lasting");
      controlPlane.stopApiServer();
      assertThatThrownBy(() -> client.namespaces().withName("lasting").get())
          .isInstanceOf(KubernetesClientException.class);
      controlPlane.startApiServer();
      assertThat(client.namespaces().withName("lasting").get()).isNotNull();
      controlPlane.killApiServer();
      controlPlane.startApiServer();
      assertThat(client.namespaces().withName("lasting").get()).isNotNull();
    }
  }

  @Test
  void nothingIsWrittenWhileEtcdIsFrozen() {
    try (KubernetesClient client = client(controlPlane.kubeconfig())) {
      controlPlane.pauseEtcd();
      try {
        assertThatThrownBy(() -> createNamespace(client, "frozen"))
            .isInstanceOf(KubernetesClientException.class);
      } finally {
        controlPlane.resumeEtcd();
      }
      await().atMost(SOON).ignoreExceptions().until(() -> createNamespace(client, "thawed"));
    }
  }

  @Test
  void aFrozenApiServerAnswersLater() {
    try (KubernetesClient client = client(controlPlane.kubeconfig())) {
      controlPlane.pauseApiServer();
      try {
        assertThatThrownBy(() -> client.namespaces().withName("default").get())
            .isInstanceOf(KubernetesClientException.class);
      } finally {
        controlPlane.resumeApiServer();
      }
      assertThat(client.namespaces().withName("default").get()).isNotNull();
    }
  }

  @Test
  void aServiceAccountMayDoWhatItsRoleGrants() {
    try (KubernetesClient admin = client(controlPlane.kubeconfig())) {
      createNamespace(admin, "shared");
      grantReadingOfConfigMaps(admin, "shared", "reader");
      admin.configMaps().inNamespace("shared").resource(configMap("seen")).create();
    }
    try (KubernetesClient reader = client(controlPlane.kubeconfigFor("shared", "reader"))) {
      assertThat(reader.configMaps().inNamespace("shared").withName("seen").get()).isNotNull();
      assertThatThrownBy(() ->
              reader.configMaps().inNamespace("shared").resource(configMap("denied")).create())
          .hasMessageContaining("system:serviceaccount:shared:reader");
    }
  }

  @Test
  void aServiceAccountNeedsItsNamespace() {
    assertThatThrownBy(() -> controlPlane.kubeconfigFor("nowhere", "reader"))
        .isInstanceOf(ControlPlaneException.class)
        .hasMessageContaining("namespaces \\\"nowhere\\\" not found");
  }

  @Test
  void namespacesEnd() {
    try (KubernetesClient client = client(controlPlane.kubeconfig())) {
      createNamespace(client, "passing");
      client.namespaces().withName("passing").delete();
      await().atMost(SOON).until(() -> client.namespaces().withName("passing").get() == null);
    }
  }

  @Test
  void theAuditLogNamesWhoDidWhat() throws IOException {
    try (KubernetesClient client = client(controlPlane.kubeconfig())) {
      createNamespace(client, "audited");
    }
    assertThat(Files.readAllLines(controlPlane.auditLog().orElseThrow()))
        .anyMatch(line ->
            line.contains("\"verb\":\"create\"")
                && line.contains("\"name\":\"audited\"")
                && line.contains("\"username\":\"" + Pki.ADMIN + "\""));
  }

  private static boolean createNamespace(KubernetesClient client, String name) {
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return true;
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static void grantReadingOfConfigMaps(
      KubernetesClient admin, String namespace, String account) {
    admin
        .rbac()
        .roles()
        .inNamespace(namespace)
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(account)
                .endMetadata()
                .withRules(
                    new PolicyRuleBuilder()
                        .withApiGroups("")
                        .withResources("configmaps")
                        .withVerbs("get")
                        .build())
                .build())
        .create();
    admin
        .rbac()
        .roleBindings()
        .inNamespace(namespace)
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                .addNewSubject("", "ServiceAccount", account, namespace)
                .build())
        .create();
  }

  private static KubernetesClient client(Path kubeconfig) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withRequestTimeout(1000)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
