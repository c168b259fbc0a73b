package {{package}};

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;

/** The way from outside to the Service of the same name. */
final class {{Kind}}Ingress {

  private {{Kind}}Ingress() {}

  static Ingress of({{Kind}} {{kind}}) {
    return new IngressBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .addNewRule()
        .withHost({{kind}}.getSpec().host())
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName({{kind}}.getMetadata().getName())
        .withNewPort()
        .withNumber({{kind}}.getSpec().port())
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .endRule()
        .endSpec()
        .build();
  }
}
