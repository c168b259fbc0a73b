package dev.fairlead.bench.josdk;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;
import java.util.Objects;

/** The Deployment of a Memcached; the framework creates it and compares it with what is there. */
@KubernetesDependent
public final class MemcachedDeployment
    extends CRUDKubernetesDependentResource<Deployment, Memcached> {

  private static final String DEFAULT_IMAGE = "memcached:1.6";
  private static final String CONTAINER = "memcached";
  private static final String PORT = "memcached";
  private static final int PORT_NUMBER = 11_211;
  private static final long USER = 11_211;

  @Override
  protected Deployment desired(Memcached memcached, Context<Memcached> context) {
    String name = memcached.getMetadata().getName();
    Map<String, String> selected =
        Map.of("app.kubernetes.io/name", "memcached", "app.kubernetes.io/instance", name);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(memcached.getMetadata().getNamespace())
        .withLabels(selected)
        .addToLabels("app.kubernetes.io/managed-by", "java-operator-sdk")
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
        .withSpec(
            pod(
                Objects.requireNonNullElse(
                    memcached.getSpec().image(), DEFAULT_IMAGE)))
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
