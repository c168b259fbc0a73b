package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;

/** The Secret of {{aKind}}. */
final class {{Kind}}Secret {

  private {{Kind}}Secret() {}

  static Secret of({{Kind}} {{kind}}) {
    byte[] message = {{kind}}.getSpec().message().getBytes(UTF_8);
    return new SecretBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withType("Opaque")
        .addToData("message", Base64.getEncoder().encodeToString(message))
        .build();
  }
}
