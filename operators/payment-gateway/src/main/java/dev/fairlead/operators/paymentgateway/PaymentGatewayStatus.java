package dev.fairlead.operators.paymentgateway;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is. The conditions are there for the schema and for readers; Fairlead keeps them. */
public record PaymentGatewayStatus(
    @JsonPropertyDescription("How many replicas answer.") @StatusReplicas
        @Nullable Integer readyReplicas,
    @JsonPropertyDescription("Until when the certificate in the Secret is good, in RFC 3339.")
        @Nullable String certificateNotAfter,
    @JsonPropertyDescription(
            "Available: as many replicas answer as are asked for."
                + " Progressing: the Deployment is on its way there."
                + " CertificateReady: the Secret has a certificate that is good and is renewed.")
        @Nullable List<Condition> conditions) {

  static PaymentGatewayStatus of(int readyReplicas, Optional<Instant> certificateNotAfter) {
    return new PaymentGatewayStatus(
        readyReplicas, certificateNotAfter.map(Instant::toString).orElse(null), null);
  }
}
