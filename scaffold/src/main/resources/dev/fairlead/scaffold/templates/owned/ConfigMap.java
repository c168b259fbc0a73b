package {{package}};

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** The ConfigMap of {{aKind}}. */
final class {{Kind}}ConfigMap {

  private {{Kind}}ConfigMap() {}

  static ConfigMap of({{Kind}} {{kind}}) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .addToData("message", {{kind}}.getSpec().message())
        .build();
  }
}
