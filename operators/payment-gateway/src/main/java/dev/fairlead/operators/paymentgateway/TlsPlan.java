package dev.fairlead.operators.paymentgateway;

import dev.fairlead.operators.paymentgateway.certificate.CertificateAuthority;
import dev.fairlead.operators.paymentgateway.certificate.CertificateRequest;
import dev.fairlead.operators.paymentgateway.certificate.KeyedChain;
import dev.fairlead.operators.paymentgateway.certificate.Renewal;
import dev.fairlead.operators.paymentgateway.certificate.UnusableException;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.sdk.Observed;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what becomes of the certificate. A Secret that is there and that this gateway does not
 * control is followed; its own is issued, kept and renewed. Whatever goes wrong, what is there
 * stays. Pure but for the keys that it makes.
 */
final class TlsPlan {

  private final Observed<PaymentGateway> observed;
  private final PaymentGateway gateway;
  private final String name;
  private final Instant now;

  /** For a gateway without a {@link Mistake}. */
  TlsPlan(Observed<PaymentGateway> observed, Instant now) {
    this.observed = observed;
    this.gateway = observed.primary();
    this.name = Objects.requireNonNull(gateway.getSpec().tlsSecretName());
    this.now = now;
  }

  Tls decide() {
    Optional<Secret> own = observed.child(Secret.class, name);
    Optional<Secret> present = own.or(() -> observed.read(Secret.class, name));
    CertificateSpec certificate = gateway.getSpec().certificate();
    if (own.isEmpty() && present.isPresent()) {
      return followed(present.get());
    }
    if (certificate != null) {
      return issued(own, certificate);
    }
    return own.map(it -> held(it, "NotRenewed", "nobody renews it: state spec.certificate"))
        .map(it -> it.stating(TlsSecret.restated(gateway, own.orElseThrow())))
        .orElseGet(() ->
            Tls.saying(
                Tls.READY.isFalse(
                    "SecretMissing",
                    "Secret %s is not there: create it, or state spec.certificate to have it issued"
                        .formatted(name))));
  }

  private Tls followed(Secret secret) {
    return held(secret, "Followed", "somebody else renews it");
  }

  /** What is said of a Secret that is taken as it is. */
  private Tls held(Secret secret, String reason, String whoRenews) {
    try {
      KeyedChain chain = TlsSecret.read(secret);
      String said = "The certificate in Secret %s".formatted(name);
      if (chain.isGoodAt(now)) {
        String words = "%s is good until %s, and %s".formatted(said, chain.notAfter(), whoRenews);
        return Tls.saying(Tls.READY.isTrue(reason, words))
            .holding(chain, now)
            .lookAgainAt(chain.notAfter());
      }
      return now.isBefore(chain.notBefore())
          ? warning("NotYetValid", said + " is not valid before " + chain.notBefore())
              .holding(chain, now)
              .lookAgainAt(chain.notBefore())
          : warning("Expired", said + " expired at " + chain.notAfter() + ": renew it")
              .holding(chain, now);
    } catch (UnusableException unusable) {
      return warning(unusable.reason(), "Secret " + name + " " + unusable.explanation());
    }
  }

  private Tls issued(Optional<Secret> own, CertificateSpec certificate) {
    Optional<KeyedChain> current = own.flatMap(TlsPlan::readable);
    String authorityName = Objects.requireNonNull(certificate.caSecretName());
    try {
      Secret secret =
          observed
              .read(Secret.class, authorityName)
              .orElseThrow(() ->
                  new UnusableException(
                      "CaMissing",
                      "is not there: create it with the CA's chain in tls.crt and its key in tls.key"));
      CertificateAuthority authority = CertificateAuthority.of(TlsSecret.read(secret), now);
      CertificateRequest request = request(certificate);
      Optional<Renewal> renewal = current.map(it -> new Renewal(it, request, authority));
      Optional<String> cause =
          renewal.isPresent()
              ? renewal.get().cause(now)
              : Optional.of(own.isPresent() ? "what was there cannot be used" : "there was none");
      return cause.isPresent()
          ? issue(request, authority, cause.get(), current)
          : kept(own.orElseThrow(), renewal.orElseThrow(), authorityName);
    } catch (UnusableException unusable) {
      Tls tls =
          warning(unusable.reason(), "Secret " + authorityName + " " + unusable.explanation());
      Tls stays = own.map(it -> tls.stating(TlsSecret.restated(gateway, it))).orElse(tls);
      return current.map(it -> stays.holding(it, now)).orElse(stays);
    }
  }

  private Tls issue(
      CertificateRequest request,
      CertificateAuthority authority,
      String cause,
      Optional<KeyedChain> current)
      throws UnusableException {
    KeyedChain next = authority.issue(request, now);
    Tls tls =
        good(next)
            .stating(TlsSecret.of(gateway, name, next))
            .telling(
                Event.normal(
                    "CertificateIssued",
                    "A certificate until %s was issued into Secret %s: %s"
                        .formatted(next.notAfter(), name, cause)))
            .lookAgainAt(new Renewal(next, request, authority).due(now));
    return current.map(it -> tls.holding(it, now)).orElse(tls).until(next.notAfter());
  }

  private Tls kept(Secret own, Renewal renewal, String authorityName) {
    KeyedChain chain = renewal.current();
    boolean last = renewal.endsWithAuthority() && !renewal.due(now).isBefore(chain.notAfter());
    Tls tls =
        last
            ? warned(
                Tls.saying(
                    Tls.READY.isTrue(
                        "CaEndsSoon",
                        "The certificate in Secret %s is good until %s, when the CA in Secret %s ends as well: put its successor there"
                            .formatted(name, chain.notAfter(), authorityName))))
            : good(chain);
    return tls.stating(TlsSecret.restated(gateway, own))
        .holding(chain, now)
        .lookAgainAt(renewal.due(now));
  }

  private Tls good(KeyedChain chain) {
    return Tls.saying(
        Tls.READY.isTrue(
            "Issued",
            "The certificate in Secret %s is good until %s, and renewed before"
                .formatted(name, chain.notAfter())));
  }

  private Tls warning(String reason, String message) {
    return warned(Tls.saying(Tls.READY.isFalse(reason, message)));
  }

  /** Told as an Event as well, once: when the object does not say it yet. */
  private Tls warned(Tls tls) {
    return Said.by(gateway, tls.condition())
        ? tls
        : tls.telling(Event.warning(tls.condition().reason(), tls.condition().message()));
  }

  private static CertificateRequest request(CertificateSpec certificate) {
    return new CertificateRequest(
        Objects.requireNonNull(certificate.dnsNames()),
        Times.duration(certificate).orElseThrow(),
        Times.renewBefore(certificate).orElseThrow());
  }

  private static Optional<KeyedChain> readable(Secret secret) {
    try {
      return Optional.of(TlsSecret.read(secret));
    } catch (UnusableException damaged) {
      return Optional.empty();
    }
  }
}
