package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real API server takes every object of the manifests. Those of other projects it takes by their
 * CRDs, where {@code FAIRLEAD_CRDS} names a directory that has them.
 */
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedIT {

  private static final List<String> FOREIGN =
      List.of("monitoring.coreos.com", "istio.io", "chaos-mesh.org", "tekton.dev");

  private final @Nullable String crds = System.getenv("FAIRLEAD_CRDS");
  private KubernetesClient client = new KubernetesClientBuilder().build();

  @BeforeAll
  void connect(ControlPlane controlPlane) throws IOException {
    client.close();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
            .build();
    if (crds != null) {
      try (Stream<Path> files = Files.list(Path.of(crds))) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .sorted()
            .flatMap(this::load)
            .forEach(this::apply);
      }
    }
  }

  @AfterAll
  void disconnect() {
    client.close();
  }

  @ParameterizedTest
  @FieldSource("dev.fairlead.acceptance.manifests.Kustomization#ALL")
  void theApiServerTakesThem(String directory) {
    List<HasMetadata> objects = Kustomization.render(directory).objects();
    boolean foreign = objects.stream().anyMatch(AcceptedIT::isForeign);
    assumeThat(foreign && crds == null)
        .as("FAIRLEAD_CRDS has to name a directory with the CRDs that %s needs", directory)
        .isFalse();
    objects.stream().map(it -> it.getMetadata().getNamespace()).forEach(this::makeNamespace);

    for (HasMetadata object : objects) {
      // A CRD is established a moment after it is there.
      await(directory + ": " + object.getKind() + " " + object.getMetadata().getName())
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptionsMatching(
              e -> e instanceof KubernetesClientException refused && refused.getCode() == 404)
          .untilAsserted(() -> assertThat(apply(object)).isNotNull());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/all-in-one", "overlays/ambient"})
  void theirPodsAreAdmittedUnderTheRestrictedStandard(String directory) {
    Kustomization it = Kustomization.render(directory);
    it.objects().stream()
        .filter(object -> !(object instanceof Deployment) && !isForeign(object))
        .forEach(this::apply);
    Namespace namespace = it.of(Namespace.class).getFirst();
    assertThat(namespace.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");

    for (Deployment deployment : it.of(Deployment.class)) {
      PodTemplateSpec template = deployment.getSpec().getTemplate();
      Pod pod =
          new PodBuilder()
              .withMetadata(template.getMetadata())
              .editMetadata()
              .withName(deployment.getMetadata().getName())
              .withNamespace(namespace.getMetadata().getName())
              .endMetadata()
              .withSpec(template.getSpec())
              .build();
      assertThat(client.resource(pod).dryRun().create()).isNotNull();
    }
  }

  private static boolean isForeign(HasMetadata object) {
    return FOREIGN.stream().anyMatch(group -> object.getApiVersion().contains(group + "/"));
  }

  private HasMetadata apply(HasMetadata object) {
    return object instanceof CustomResourceDefinition crd
        ? client.resource(crd).forceConflicts().serverSideApply()
        : client.resource(object).forceConflicts().serverSideApply();
  }

  private void makeNamespace(@Nullable String name) {
    if (name != null && client.namespaces().withName(name).get() == null) {
      apply(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
    }
  }

  private Stream<HasMetadata> load(Path file) {
    try (var in = Files.newInputStream(file)) {
      return client.load(in).items().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
