package dev.fairlead.operators.paymentgateway;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The durations of a certificate, which are written as in Go. Pure. */
final class Times {

  /** What is renewed without being told when: at two thirds of its time. */
  private static final int THIRD = 3;

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(\\.\\d{1,9})?[hms])+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)([hms])");

  private Times() {}

  /** How long it is good; empty if the text is none. */
  static Optional<Duration> duration(CertificateSpec certificate) {
    return parse(Objects.requireNonNullElse(certificate.duration(), CertificateSpec.DURATION));
  }

  /** How long before its end the next is issued; empty if the text is none. */
  static Optional<Duration> renewBefore(CertificateSpec certificate) {
    return certificate.renewBefore() == null
        ? duration(certificate).map(it -> it.dividedBy(THIRD))
        : parse(certificate.renewBefore());
  }

  private static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        PART.matcher(text).results().map(Times::part).reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration part(MatchResult part) {
    long unitMillis =
        switch (part.group(2)) {
          case "h" -> 3_600_000;
          case "m" -> 60_000;
          default -> 1_000;
        };
    return Duration.ofMillis(Math.round(Double.parseDouble(part.group(1)) * unitMillis));
  }
}
