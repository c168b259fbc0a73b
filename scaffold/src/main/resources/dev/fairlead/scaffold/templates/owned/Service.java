package {{package}};

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** The Service in front of the Pods of {{aKind}}. */
final class {{Kind}}Service {

  private {{Kind}}Service() {}

  static Service of({{Kind}} {{kind}}) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withSelector({{Kind}}Labels.of({{kind}}))
        .addNewPort()
        .withName("http")
        .withPort({{kind}}.getSpec().port())
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }
}
