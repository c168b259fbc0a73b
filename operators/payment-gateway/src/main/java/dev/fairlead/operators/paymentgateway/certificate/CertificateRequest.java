package dev.fairlead.operators.paymentgateway.certificate;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate is to be.
 *
 * @param dnsNames the names that it is for, at least one
 * @param duration how long it is good from when it is issued
 * @param renewBefore how long before its end the next is issued, shorter than {@code duration}
 */
public record CertificateRequest(List<String> dnsNames, Duration duration, Duration renewBefore) {

  public CertificateRequest {
    dnsNames = List.copyOf(dnsNames);
    if (dnsNames.isEmpty() || renewBefore.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "a certificate has names and is renewed within its duration");
    }
  }
}
