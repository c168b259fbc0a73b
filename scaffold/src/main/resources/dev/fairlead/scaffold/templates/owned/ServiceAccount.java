package {{package}};

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** An identity for the Pods of {{aKind}}. */
final class {{Kind}}ServiceAccount {

  private {{Kind}}ServiceAccount() {}

  static ServiceAccount of({{Kind}} {{kind}}) {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
