package {{package}};

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Lets one Pod of {{aKind}} at a time be evicted. */
final class {{Kind}}PodDisruptionBudget {

  private {{Kind}}PodDisruptionBudget() {}

  static PodDisruptionBudget of({{Kind}} {{kind}}) {
    return new PodDisruptionBudgetBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withNewSelector()
        .withMatchLabels({{Kind}}Labels.of({{kind}}))
        .endSelector()
        .endSpec()
        .build();
  }
}
