package dev.fairlead.operators.paymentgateway;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. The schema refuses what the annotations forbid; objects that an older schema
 * let in may still have it.
 */
@ValidationRule(
    value = "!has(self.certificate) || self.certificate.caSecretName != self.tlsSecretName",
    fieldPath = ".certificate.caSecretName",
    message =
        "the Secret of the CA cannot be the one that certificates are issued into: name another")
public record PaymentGatewaySpec(
    @JsonPropertyDescription(
            "How many replicas run; without it as many as there are, at first one."
                + " While spec.autoscaling is there it is only what a new gateway starts with.")
        @Min(1)
        @SpecReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "The Secret of type kubernetes.io/tls that the replicas serve with."
                + " It is issued as spec.certificate says; one that somebody else made is followed.")
        @Required
        @Size(min = 1, max = 253)
        @Nullable String tlsSecretName,
    @JsonPropertyDescription(
            "The image that they run. It serves TLS on port 8443 with the files of /etc/tls.")
        @Required
        @Size(min = 1)
        @Nullable String image,
    @JsonPropertyDescription("Has the number of replicas follow the load.")
        @Nullable Autoscaling autoscaling,
    @JsonPropertyDescription("Has the certificate issued, and rotated before it ends.")
        @Nullable CertificateSpec certificate) {}
