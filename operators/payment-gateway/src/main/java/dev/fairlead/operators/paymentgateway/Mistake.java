package dev.fairlead.operators.paymentgateway;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a PaymentGateway asks for and cannot get: what the schema cannot say, or an older one let
 * in.
 *
 * @param reason one word in camel case
 * @param message cause and remedy, for the object's author
 */
record Mistake(String reason, String message) {

  /** The name becomes that of a Service and the value of a label. */
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern DNS_NAME = Pattern.compile(CertificateSpec.NAME);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  static Optional<Mistake> in(PaymentGateway gateway) {
    String name = gateway.getMetadata().getName();
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          new Mistake(
              "InvalidName",
              "The name %s cannot be that of a Service: create it again with at most 63 lower-case letters, digits and hyphens, a letter first"
                  .formatted(name)));
    }
    PaymentGatewaySpec spec = gateway.getSpec();
    if (spec == null || orEmpty(spec.tlsSecretName()).isBlank()) {
      return invalid("spec.tlsSecretName is missing: name the Secret with the certificate");
    }
    String image = orEmpty(spec.image());
    if (image.isBlank() || !image.strip().equals(image)) {
      return invalid("spec.image is missing or has spaces around it: name an image");
    }
    if (spec.replicas() != null && spec.replicas() < 1) {
      return invalid("spec.replicas is " + spec.replicas() + ": set it to 1 or more");
    }
    return autoscaling(spec.autoscaling()).or(() -> certificate(spec));
  }

  private static Optional<Mistake> autoscaling(@Nullable Autoscaling autoscaling) {
    if (autoscaling == null
        || (autoscaling.least() >= 1 && autoscaling.least() <= autoscaling.most())) {
      return Optional.empty();
    }
    return invalid(
        "spec.autoscaling goes from %d to %d replicas: set minReplicas to 1 or more and maxReplicas to no less"
            .formatted(autoscaling.least(), autoscaling.most()));
  }

  private static Optional<Mistake> certificate(PaymentGatewaySpec spec) {
    CertificateSpec certificate = spec.certificate();
    if (certificate == null) {
      return Optional.empty();
    }
    String authority = orEmpty(certificate.caSecretName());
    if (authority.isBlank()) {
      return invalid("spec.certificate.caSecretName is missing: name the Secret with the CA");
    }
    if (authority.equals(spec.tlsSecretName())) {
      return invalid(
          "spec.certificate.caSecretName is spec.tlsSecretName: name another Secret for the CA");
    }
    return names(Objects.requireNonNullElse(certificate.dnsNames(), List.of()))
        .or(() -> times(certificate));
  }

  private static Optional<Mistake> names(List<String> names) {
    if (names.isEmpty()) {
      return invalid("spec.certificate.dnsNames is empty: give at least one name");
    }
    return names.stream()
        .filter(name -> !DNS_NAME.matcher(name).matches())
        .findFirst()
        .flatMap(name ->
            invalid(
                "spec.certificate.dnsNames has \"%s\", which is no name in the DNS: write one such as pay.example.com"
                    .formatted(name)));
  }

  private static Optional<Mistake> times(CertificateSpec certificate) {
    Optional<Duration> duration = Times.duration(certificate);
    Optional<Duration> renewBefore = Times.renewBefore(certificate);
    if (duration.filter(it -> it.compareTo(SHORTEST) >= 0).isEmpty()) {
      return invalid("spec.certificate.duration has to be 1m or more, such as 2160h");
    }
    if (renewBefore.filter(Duration::isPositive).isEmpty()) {
      return invalid("spec.certificate.renewBefore has to be longer than nothing, such as 720h");
    }
    return renewBefore.get().compareTo(duration.get()) < 0
        ? Optional.empty()
        : invalid("spec.certificate.renewBefore has to be shorter than duration: lower it");
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static Optional<Mistake> invalid(String message) {
    return Optional.of(new Mistake("InvalidSpec", message));
  }
}
