package dev.fairlead.operators.memcached;

import dev.fairlead.sdk.Images;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/**
 * The Deployment of a Memcached that is in order. Its Pods keep to the restricted Pod Security
 * Standard, and while they are replaced there are never fewer ready ones than are asked for.
 */
final class MemcachedDeployment {

  static final String CONTAINER = "memcached";

  /** The user that the official image makes. */
  private static final long USER = 11_211;

  private MemcachedDeployment() {}

  static Deployment of(Memcached memcached, Placement placement) {
    Map<String, String> selected = MemcachedObjects.selected(memcached);
    return new DeploymentBuilder()
        .withMetadata(MemcachedObjects.metadata(memcached))
        .editMetadata()
        .addToAnnotations(placement.annotations())
        .endMetadata()
        .withNewSpec()
        .withReplicas(memcached.getSpec().replicas())
        .withNewSelector()
        .withMatchLabels(selected)
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxUnavailable(0)
        .withNewMaxSurge("25%")
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(selected)
        .endMetadata()
        .withSpec(pod(memcached.getSpec(), placement, selected))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(
      MemcachedSpec spec, Placement placement, Map<String, String> selected) {
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withAutomountServiceAccountToken(false)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(USER)
            .withRunAsGroup(USER)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withContainers(container(spec));
    placement.affinity(selected).ifPresent(pod::withAffinity);
    return pod.build();
  }

  private static Container container(MemcachedSpec spec) {
    Options options = spec.optionsOrDefaults();
    ResourceRequirements resources =
        spec.resources() == null
            ? Resources.forItems(options.memory())
            : spec.resources().requirements();
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(spec.imageOrDefault())
        .withImagePullPolicy(Images.pullPolicy(spec.imageOrDefault()))
        .withArgs(options.arguments())
        .addNewPort()
        .withName(Port.NAME)
        .withContainerPort(Port.NUMBER)
        .withProtocol("TCP")
        .endPort()
        .withNewReadinessProbe()
        .withNewTcpSocket()
        .withNewPort(Port.NAME)
        .endTcpSocket()
        .withPeriodSeconds(5)
        .endReadinessProbe()
        .withNewLivenessProbe()
        .withNewTcpSocket()
        .withNewPort(Port.NAME)
        .endTcpSocket()
        .withPeriodSeconds(20)
        .endLivenessProbe()
        .withResources(resources)
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
