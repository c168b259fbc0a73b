package dev.fairlead.operators.memcached;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import java.util.Objects;

/**
 * The Deployment of a Memcached that is in order. Its Pods keep to the restricted Pod Security
 * Standard.
 */
final class MemcachedDeployment {

  static final String CONTAINER = "memcached";

  private static final String PORT = "memcached";
  private static final int PORT_NUMBER = 11_211;

  /** The user that the official image makes. */
  private static final long USER = 11_211;

  private MemcachedDeployment() {}

  static Deployment of(Memcached memcached) {
    String name = memcached.getMetadata().getName();
    Map<String, String> selected =
        Map.of("app.kubernetes.io/name", "memcached", "app.kubernetes.io/instance", name);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(memcached.getMetadata().getNamespace())
        .withLabels(selected)
        .addToLabels("app.kubernetes.io/managed-by", "fairlead")
        .endMetadata()
        .withNewSpec()
        .withReplicas(memcached.getSpec().replicas())
        .withNewSelector()
        .withMatchLabels(selected)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(selected)
        .endMetadata()
        .withSpec(
            pod(
                Objects.requireNonNullElse(
                    memcached.getSpec().image(), MemcachedSpec.DEFAULT_IMAGE)))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(String image) {
    return new PodSpecBuilder()
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(image))
        .build();
  }

  private static Container container(String image) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image)
        .withArgs("--memory-limit=64")
        .addNewPort()
        .withName(PORT)
        .withContainerPort(PORT_NUMBER)
        .withProtocol("TCP")
        .endPort()
        .withNewReadinessProbe()
        .withNewTcpSocket()
        .withNewPort(PORT)
        .endTcpSocket()
        .withPeriodSeconds(5)
        .endReadinessProbe()
        .withNewLivenessProbe()
        .withNewTcpSocket()
        .withNewPort(PORT)
        .endTcpSocket()
        .withPeriodSeconds(20)
        .endLivenessProbe()
        .withNewResources()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("96Mi"))
        .addToLimits("memory", new Quantity("128Mi"))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }
}
