package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an older schema may have let in. */
class MistakeTest {

  @Test
  void whatIsInOrderIsNoMistake() {
    assertThat(Mistake.in(gateway(2, "tls", "image", null, certificate("90m", "30m")))).isEmpty();
    assertThat(Mistake.in(gateway(null, "tls", "image", new Autoscaling(null, 1, null), null)))
        .isEmpty();
    assertThat(Mistake.in(gateway(null, "tls", "image", null, certificate(null, null)))).isEmpty();
    assertThat(Mistake.in(gateway(null, "tls", "image", null, certificate("1h30m", "0.5h"))))
        .isEmpty();
  }

  @Test
  void everyMistakeNamesItsField() {
    assertMistake(gateway(0, "tls", "image", null, null), "spec.replicas is 0");
    assertMistake(gateway(1, null, "image", null, null), "spec.tlsSecretName is missing");
    assertMistake(gateway(1, "tls", " ", null, null), "spec.image is missing");
    assertMistake(
        gateway(1, "tls", "image", new Autoscaling(9, 8, 80), null),
        "spec.autoscaling goes from 9 to 8 replicas");
    assertMistake(
        gateway(1, "tls", "image", null, certificate("1h", "1h")), "renewBefore has to be shorter");
    assertMistake(gateway(1, "tls", "image", null, certificate("5s", "1s")), "duration has to be");
    assertMistake(gateway(1, "tls", "image", null, certificate("soon", "1s")), "duration has to");
    assertMistake(
        gateway(1, "tls", "image", null, certificate("1h", "0s")), "renewBefore has to be longer");
    assertMistake(
        gateway(1, "ca", "image", null, certificate("1h", "1m")), "name another Secret for the CA");
    assertMistake(
        gateway(1, "tls", "image", null, new CertificateSpec(List.of(), null, null, "ca")),
        "spec.certificate.dnsNames is empty");
    assertMistake(
        gateway(1, "tls", "image", null, new CertificateSpec(List.of("a b"), null, null, "ca")),
        "\"a b\", which is no name in the DNS");
    assertMistake(
        gateway(1, "tls", "image", null, new CertificateSpec(List.of("a.b"), null, null, null)),
        "spec.certificate.caSecretName is missing");
    PaymentGateway digit = gateway(1, "tls", "image", null, null);
    digit.getMetadata().setName("1pay");
    assertMistake(digit, "cannot be that of a Service");
  }

  @Test
  void theGatewayIsRejectedAndKeepsWhatItHasSaid() {
    PaymentGateway gateway = gateway(0, "tls", "image", null, null);
    PaymentGatewayStatus before = new PaymentGatewayStatus(2, "2026-06-01T12:00:00Z", null);
    gateway.setStatus(before);

    assertThat(
            new PaymentGatewayReconciler().reconcile(Observed.of(gateway), TestContext.of(gateway)))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected ->
                assertThat(rejected.report().status())
                    .contains(new PaymentGatewayStatus(0, "2026-06-01T12:00:00Z", null)));
  }

  private static void assertMistake(PaymentGateway gateway, String words) {
    Optional<Mistake> mistake = Mistake.in(gateway);
    assertThat(mistake)
        .map(Mistake::message)
        .hasValueSatisfying(it -> assertThat(it).contains(words));
  }

  private static CertificateSpec certificate(
      @Nullable String duration, @Nullable String renewBefore) {
    return new CertificateSpec(
        List.of("pay.example.com", "*.example.com"), duration, renewBefore, "ca");
  }

  private static PaymentGateway gateway(
      @Nullable Integer replicas,
      @Nullable String secret,
      String image,
      @Nullable Autoscaling autoscaling,
      @Nullable CertificateSpec certificate) {
    PaymentGateway gateway = new PaymentGateway();
    gateway.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName("pay").build());
    gateway.setSpec(new PaymentGatewaySpec(replicas, secret, image, autoscaling, certificate));
    return gateway;
  }
}
