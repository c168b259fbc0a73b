package dev.fairlead.operators.paymentgateway.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a certificate has to give way to a new one, told from the certificate itself, so that
 * nothing has to be remembered. Pure.
 *
 * @param current what is there
 * @param request what it should be
 * @param authority who issues
 */
public record Renewal(
    KeyedChain current, CertificateRequest request, CertificateAuthority authority) {

  /** Why a new one has to be issued now, as a sentence; empty if the present one is right. */
  public Optional<String> cause(Instant now) {
    if (!authority.hasIssued(current)) {
      return Optional.of("the CA has changed");
    }
    if (!current.dnsNames().equals(Set.copyOf(request.dnsNames()))) {
      return Optional.of("the DNS names have changed");
    }
    Instant issued = current.notBefore().plus(CertificateAuthority.BACKDATED);
    if (!current.notAfter().equals(authority.end(issued, request.duration()))) {
      return Optional.of("the duration has changed");
    }
    if (now.isBefore(start()) || endsWithAuthority()) {
      return Optional.empty();
    }
    return Optional.of("it ends at " + current.notAfter());
  }

  /** When to look again: when its renewal begins, or when it ends if no other would last longer. */
  public Instant due(Instant now) {
    return endsWithAuthority() && !now.isBefore(start()) ? current.notAfter() : start();
  }

  /** Whether the authority ends at the same time, so that it is for others to act. */
  public boolean endsWithAuthority() {
    return current.notAfter().equals(authority.notAfter());
  }

  private Instant start() {
    return current.notAfter().minus(request.renewBefore());
  }
}
