package {{package}};

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** The storage of {{aKind}}. */
final class {{Kind}}PersistentVolumeClaim {

  private {{Kind}}PersistentVolumeClaim() {}

  static PersistentVolumeClaim of({{Kind}} {{kind}}) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity({{kind}}.getSpec().storage()))
        .endResources()
        .endSpec()
        .build();
  }
}
