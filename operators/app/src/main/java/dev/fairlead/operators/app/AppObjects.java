package dev.fairlead.operators.app;

import dev.fairlead.sdk.Images;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The objects of an App that is in order. Pods keep to the restricted Pod Security Standard. */
final class AppObjects {

  private AppObjects() {}

  static Deployment deployment(App app) {
    return new DeploymentBuilder()
        .withMetadata(metadata(app))
        .withNewSpec()
        .withReplicas(app.getSpec().replicas())
        .withNewSelector()
        .withMatchLabels(selected(app))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(selected(app))
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(app.getSpec()))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Container container(AppSpec spec) {
    return new ContainerBuilder()
        .withName("app")
        .withImage(spec.image())
        .withImagePullPolicy(Images.pullPolicy(Objects.requireNonNull(spec.image())))
        .withPorts(spec.portsOrNone().stream().map(AppObjects::containerPort).toList())
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }

  private static ContainerPort containerPort(AppPort port) {
    return new ContainerPortBuilder()
        .withName(port.nameOrNumber())
        .withContainerPort(port.target())
        .withProtocol("TCP")
        .build();
  }

  static Service service(App app) {
    List<ServicePort> ports =
        app.getSpec().portsOrNone().stream().map(AppObjects::servicePort).toList();
    return new ServiceBuilder()
        .withMetadata(metadata(app))
        .withNewSpec()
        .withSelector(selected(app))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private static ServicePort servicePort(AppPort port) {
    return new ServicePortBuilder()
        .withName(port.nameOrNumber())
        .withPort(port.number())
        .withNewTargetPort(port.nameOrNumber())
        .withProtocol("TCP")
        .build();
  }

  private static ObjectMeta metadata(App app) {
    return new ObjectMetaBuilder()
        .withName(app.getMetadata().getName())
        .withNamespace(app.getMetadata().getNamespace())
        .withLabels(selected(app))
        .addToLabels("app.kubernetes.io/managed-by", "fairlead")
        .build();
  }

  private static Map<String, String> selected(App app) {
    return Map.of(
        "app.kubernetes.io/name", "app", "app.kubernetes.io/instance", app.getMetadata().getName());
  }
}
