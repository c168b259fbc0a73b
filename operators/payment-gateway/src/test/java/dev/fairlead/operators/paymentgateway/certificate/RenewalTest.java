package dev.fairlead.operators.paymentgateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.operators.paymentgateway.certificate.TestAuthority.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewalTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final CertificateRequest REQUEST =
      new CertificateRequest(
          List.of("a.example.com", "b.example.com"), Duration.ofHours(24), Duration.ofHours(8));

  private final TestAuthority authority = TestAuthority.root("root");

  @Test
  void aNewCertificateStays() throws Exception {
    // Issued in the middle of a second, and read back from its text.
    Instant issuedAt = now.plusMillis(789);
    KeyedChain issued = KeyedChain.of(authority.at(issuedAt).issue(REQUEST, issuedAt).entries());

    Renewal renewal = new Renewal(issued, REQUEST, authority.at(now));

    assertThat(renewal.cause(issuedAt)).isEmpty();
    assertThat(renewal.due(issuedAt)).isEqualTo(now.plus(Duration.ofHours(16)));
    assertThat(renewal.cause(now.plus(Duration.ofHours(16)).minusMillis(1))).isEmpty();
    assertThat(renewal.cause(now.plus(Duration.ofHours(16))))
        .hasValueSatisfying(cause -> assertThat(cause).startsWith("it ends at"));
  }

  @Test
  void itGivesWayToWhatIsAskedForNow() throws Exception {
    assertThat(cause(List.of("b.example.com", "a.example.com"), 24, 8)).isEmpty();
    assertThat(cause(List.of("a.example.com"), 24, 8)).contains("the DNS names have changed");
    assertThat(cause(REQUEST.dnsNames(), 25, 8)).contains("the duration has changed");
    assertThat(cause(REQUEST.dnsNames(), 24, 9)).isEmpty();
  }

  @Test
  void itGivesWayWhenTheAuthorityIsAnother() throws Exception {
    KeyedChain issued = authority.at(now).issue(REQUEST, now);

    // Of the same name: names are not proof.
    assertThat(new Renewal(issued, REQUEST, TestAuthority.root("root").at(now)).cause(now))
        .contains("the CA has changed");
  }

  @Test
  void whereItEndsWithItsAuthorityAnotherWouldNotLastLonger() throws Exception {
    TestAuthority brief = Plan.named("brief").from(now, Duration.ofHours(10)).root();
    KeyedChain issued = brief.at(now).issue(REQUEST, now);
    Renewal renewal = new Renewal(issued, REQUEST, brief.at(now));
    Instant late = now.plus(Duration.ofHours(9));

    assertThat(renewal.cause(late)).isEmpty();
    assertThat(renewal.due(now)).isEqualTo(now.plus(Duration.ofHours(2)));
    assertThat(renewal.due(late)).as("until then it is for others").isEqualTo(issued.notAfter());
  }

  private Optional<String> cause(List<String> names, int hours, int before) throws Exception {
    KeyedChain issued = authority.at(now).issue(REQUEST, now);
    CertificateRequest other =
        new CertificateRequest(names, Duration.ofHours(hours), Duration.ofHours(before));
    return new Renewal(issued, other, authority.at(now)).cause(now);
  }
}
