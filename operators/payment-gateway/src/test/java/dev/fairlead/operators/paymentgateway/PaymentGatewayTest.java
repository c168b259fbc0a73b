package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaymentGatewayTest {

  /** Regenerate with {@code ./fairlead crds}, and read the difference before committing it. */
  @Test
  void theDefinitionIsTheCommittedOne() throws IOException {
    assertThat(Crds.yaml(Crds.of(List.of(PaymentGateway.class))))
        .isEqualTo(Files.readString(Path.of("../../k8s/base/crd-paymentgateways.yaml")));
  }

  @Test
  void bothSecretsLeadToTheGateway() {
    assertThat(ControllerDefinition.of(new PaymentGatewayReconciler()).declaration().reads())
        .extracting(read -> read.kind().kind() + " " + read.mapping())
        .containsExactly(
            "Secret PrimaryField[path=spec.tlsSecretName]",
            "Secret PrimaryField[path=spec.certificate.caSecretName]");
  }

  @Test
  void samplesAreInOrder() throws IOException {
    List<PaymentGateway> samples =
        Stream.of(Files.readString(Path.of("samples/paymentgateway.yaml")).split("---\n"))
            .map(yaml -> Decoding.serialization().unmarshal(yaml, PaymentGateway.class))
            .toList();

    assertThat(samples)
        .extracting(sample -> sample.getMetadata().getName())
        .containsExactly("pay", "pay-peak");
    assertThat(samples).allSatisfy(sample -> assertThat(Mistake.in(sample)).isEmpty());
  }

  @Test
  void aStatusIsWrittenAsTheSchemaHasIt() {
    assertThat(Decoding.serialization().asJson(PaymentGatewayStatus.of(2, Optional.empty())))
        .isEqualTo("{\"readyReplicas\":2}");
  }
}
