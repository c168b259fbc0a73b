package dev.fairlead.operators.paymentgateway;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;

/** What stands around the Deployment of a gateway. */
final class GatewayObjects {

  static final String PORT = "https";

  private static final int PORT_NUMBER = 443;

  private GatewayObjects() {}

  static Service service(PaymentGateway gateway) {
    return new ServiceBuilder()
        .withMetadata(metadata(gateway, gateway.getMetadata().getName()))
        .withNewSpec()
        .withSelector(selected(gateway))
        .addNewPort()
        .withName(PORT)
        .withPort(PORT_NUMBER)
        .withNewTargetPort(PORT)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /** Nodes are drained one Pod at a time, whatever the number of replicas is. */
  static PodDisruptionBudget disruptionBudget(PaymentGateway gateway) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(metadata(gateway, gateway.getMetadata().getName()))
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withNewSelector()
        .withMatchLabels(selected(gateway))
        .endSelector()
        .endSpec()
        .build();
  }

  static HorizontalPodAutoscaler autoscaler(PaymentGateway gateway, Autoscaling autoscaling) {
    String name = gateway.getMetadata().getName();
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(metadata(gateway, name))
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", name)
        .withMinReplicas(autoscaling.least())
        .withMaxReplicas(autoscaling.most())
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(autoscaling.targetPercent())
        .endTarget()
        .endResource()
        .endMetric()
        .endSpec()
        .build();
  }

  static ObjectMeta metadata(PaymentGateway gateway, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(gateway.getMetadata().getNamespace())
        .withLabels(selected(gateway))
        .addToLabels("app.kubernetes.io/managed-by", "fairlead")
        .build();
  }

  static Map<String, String> selected(PaymentGateway gateway) {
    return Map.of(
        "app.kubernetes.io/name",
        "payment-gateway",
        "app.kubernetes.io/instance",
        gateway.getMetadata().getName());
  }
}
