package dev.fairlead.operators.paymentgateway;

import dev.fairlead.sdk.Images;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Objects;

/**
 * The Deployment of a gateway. It rolls without ever having fewer Pods available than before, and
 * its Pods keep to the restricted Pod Security Standard.
 */
final class GatewayDeployment {

  private static final String DIRECTORY = "/etc/tls";
  private static final int PORT_NUMBER = 8443;

  private GatewayDeployment() {}

  /** With this number of replicas, said to be there by whom. */
  static Deployment with(PaymentGateway gateway, Served served, Replicas.Stated replicas) {
    return new DeploymentBuilder(of(gateway, served, replicas.by()))
        .editSpec()
        .withReplicas(replicas.number())
        .endSpec()
        .build();
  }

  /** Without a number, which is the autoscaler's. */
  static Deployment autoscaled(PaymentGateway gateway, Served served) {
    return of(gateway, served, Replicas.AUTOSCALER);
  }

  /**
   * The number that a Deployment has now and nothing else, to be applied by a manager of its own on
   * top of exactly what was observed.
   */
  static Deployment numberOf(Deployment observed) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(observed.getMetadata().getName())
        .withNamespace(observed.getMetadata().getNamespace())
        .withUid(observed.getMetadata().getUid())
        .withResourceVersion(observed.getMetadata().getResourceVersion())
        .addToAnnotations(Replicas.BY, Replicas.AUTOSCALER)
        .endMetadata()
        .withNewSpec()
        .withReplicas(observed.getSpec().getReplicas())
        .endSpec()
        .build();
  }

  private static Deployment of(PaymentGateway gateway, Served served, String replicasBy) {
    String name = gateway.getMetadata().getName();
    return new DeploymentBuilder()
        .withMetadata(GatewayObjects.metadata(gateway, name))
        .editMetadata()
        .addToAnnotations(Replicas.BY, replicasBy)
        .endMetadata()
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(GatewayObjects.selected(gateway))
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString(0))
        .withMaxSurge(new IntOrString("25%"))
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(GatewayObjects.selected(gateway))
        .addToAnnotations(Served.FINGERPRINT, served.fingerprint())
        .endMetadata()
        .withSpec(pod(gateway, served))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(PaymentGateway gateway, Served served) {
    return new PodSpecBuilder()
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(Objects.requireNonNull(gateway.getSpec().image())))
        .addNewVolume()
        .withName(Served.VOLUME)
        .withNewSecret()
        .withSecretName(served.secretName())
        .endSecret()
        .endVolume()
        .build();
  }

  /** Requests are what an autoscaler measures against. */
  private static Container container(String image) {
    return new ContainerBuilder()
        .withName("gateway")
        .withImage(image)
        .withImagePullPolicy(Images.pullPolicy(image))
        .addNewPort()
        .withName(GatewayObjects.PORT)
        .withContainerPort(PORT_NUMBER)
        .withProtocol("TCP")
        .endPort()
        .addNewVolumeMount()
        .withName(Served.VOLUME)
        .withMountPath(DIRECTORY)
        .withReadOnly(true)
        .endVolumeMount()
        .withNewReadinessProbe()
        .withNewTcpSocket()
        .withNewPort(GatewayObjects.PORT)
        .endTcpSocket()
        .withPeriodSeconds(5)
        .endReadinessProbe()
        .withNewResources()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("128Mi"))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }
}
