package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests are taken by a real API server, and what they refer to exists. */
@RealControlPlane
class ManifestsIT {

  @Test
  void theApiServerTakesEveryObject(ControlPlane controlPlane) {
    try (Cluster cluster = new Cluster(controlPlane.kubeconfig())) {
      for (HasMetadata object : Manifests.base(cluster.client())) {
        cluster.client().resource(object).forceConflicts().serverSideApply();
        assertThat(cluster.client().resource(object).get())
            .as(object.getMetadata().getName())
            .isNotNull();
      }
    }
  }

  @Test
  void whatTheManifestsReferToExists(ControlPlane controlPlane) {
    try (Cluster cluster = new Cluster(controlPlane.kubeconfig())) {
      List<HasMetadata> objects = Manifests.base(cluster.client());
      List<String> accounts = names(objects, ServiceAccount.class);
      List<String> roles = names(objects, ClusterRole.class);
      Deployment deployment = of(objects, Deployment.class).findFirst().orElseThrow();
      PodTemplateSpec template = deployment.getSpec().getTemplate();
      Container container = template.getSpec().getContainers().getFirst();
      List<String> ports = container.getPorts().stream().map(ContainerPort::getName).toList();

      assertThat(accounts).contains(template.getSpec().getServiceAccountName());
      assertThat(template.getMetadata().getLabels())
          .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
      assertThat(
              Stream.of(
                      container.getStartupProbe(),
                      container.getLivenessProbe(),
                      container.getReadinessProbe())
                  .map(Probe::getHttpGet)
                  .map(get -> get.getPort().getStrVal()))
          .allSatisfy(port -> assertThat(ports).contains(port));
      of(objects, Service.class)
          .forEach(service -> {
            assertThat(template.getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
            assertThat(service.getSpec().getPorts())
                .allSatisfy(port -> {
                  assertThat(ports).contains(port.getTargetPort().getStrVal());
                  assertThat(port.getAppProtocol()).isNotEmpty();
                });
          });
      of(objects, ClusterRoleBinding.class)
          .forEach(binding -> {
            assertThat(roles).contains(binding.getRoleRef().getName());
            assertThat(binding.getSubjects())
                .allSatisfy(subject -> assertThat(accounts).contains(subject.getName()));
          });
    }
  }

  private static List<String> names(List<HasMetadata> objects, Class<? extends HasMetadata> type) {
    return of(objects, type).map(it -> Objects.requireNonNull(it.getMetadata().getName())).toList();
  }

  private static <T> Stream<T> of(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast);
  }
}
