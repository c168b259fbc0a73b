package dev.fairlead.operators.paymentgateway;

import dev.fairlead.operators.paymentgateway.certificate.TestAuthority;
import dev.fairlead.testkit.perturb.Perturbation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Its edits, as its CRD allows them. */
class PaymentGatewayPerturbationTest {

  private static final Instant BEFORE = Instant.parse("2025-12-01T00:00:00Z");

  private static PaymentGateway gateway() {
    PaymentGateway gateway = new PaymentGateway();
    gateway.setMetadata(new ObjectMetaBuilder().withName("pay").withNamespace("default").build());
    gateway.setSpec(
        new PaymentGatewaySpec(
            2,
            "pay-tls",
            "gateway:1",
            new Autoscaling(2, 8, 70),
            new CertificateSpec(List.of("pay.example.com"), "24h", "8h", "ca")));
    return gateway;
  }

  private static Secret authority() {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("ca")
        .withNamespace("default")
        .endMetadata()
        .withType("kubernetes.io/tls")
        .withStringData(
            TestAuthority.Plan.named("root").from(BEFORE, Duration.ofDays(3650)).root().entries())
        .build();
  }

  /**
   * What serves goes on serving, and what the autoscaler has left stays: there, and there alone, it
   * is meant to matter what was before.
   */
  @Test
  void howItCameToItsSpecDoesNotMatter() {
    Perturbation.of(PaymentGatewayReconciler::new)
        .given(gateway(), authority())
        .keeping(
            "spec.replicas",
            "spec.autoscaling",
            "spec.autoscaling.minReplicas",
            "spec.certificate",
            "spec.certificate.caSecretName")
        .schedules(2)
        .followsEdits();
  }
}
