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

  @Test
  void theDefinitionScalesAndSaysWhatIsRequired() {
    assertThat(Crds.of(List.of(PaymentGateway.class)))
        .singleElement()
        .satisfies(crd -> {
          assertThat(crd.getMetadata().getName())
              .isEqualTo("paymentgateways.payments.example.com");
          var version = crd.getSpec().getVersions().getFirst();
          assertThat(version.getSubresources().getScale().getSpecReplicasPath())
              .isEqualTo(".spec.replicas");
          assertThat(
                  version.getSchema().getOpenAPIV3Schema().getProperties().get("spec").getRequired())
              .containsExactlyInAnyOrder("image", "tlsSecretName");
        });
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
