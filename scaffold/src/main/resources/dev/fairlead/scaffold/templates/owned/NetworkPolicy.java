package {{package}};

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;

/** Lets traffic reach the Pods at their port, and nowhere else. */
final class {{Kind}}NetworkPolicy {

  private {{Kind}}NetworkPolicy() {}

  static NetworkPolicy of({{Kind}} {{kind}}) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels({{Kind}}Labels.of({{kind}}))
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .addNewPort()
        .withProtocol("TCP")
        .withNewPort({{kind}}.getSpec().port())
        .endPort()
        .endIngress()
        .endSpec()
        .build();
  }
}
