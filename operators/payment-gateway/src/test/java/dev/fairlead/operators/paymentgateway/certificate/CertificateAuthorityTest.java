package dev.fairlead.operators.paymentgateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.operators.paymentgateway.certificate.TestAuthority.Plan;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final CertificateRequest REQUEST =
      new CertificateRequest(
          List.of("pay.example.com", "*.pay.example.com"),
          Duration.ofDays(90),
          Duration.ofDays(30));

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void whatItIssuesIsValidByTheRulesOfTheJdk(String algorithm) throws Exception {
    TestAuthority root = Plan.named("root").keys(algorithm).root();

    KeyedChain issued = root.at(now).issue(REQUEST, now);

    validate(issued, root.certificate(), now);
    assertThat(issued.certificate().getPublicKey()).isInstanceOf(ECPublicKey.class);
    assertThat(issued.dnsNames()).containsExactlyInAnyOrder("pay.example.com", "*.pay.example.com");
    assertThat(issued.notBefore()).isEqualTo(now.minus(Duration.ofMinutes(5)));
    assertThat(issued.notAfter()).isEqualTo(now.plus(Duration.ofDays(90)));
  }

  @Test
  void itHasWhatServersNeedAndNothingMore() throws Exception {
    X509Certificate certificate =
        TestAuthority.root("root").at(now).issue(REQUEST, now).certificate();

    assertThat(certificate.getBasicConstraints()).as("not a CA").isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, false);
    assertThat(certificate.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(certificate.getNonCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.14", "2.5.29.17", "2.5.29.35", "2.5.29.37");
    assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(159);
  }

  @Test
  void everyCertificateHasAnotherKeyAndSerial() throws Exception {
    CertificateAuthority authority = TestAuthority.root("root").at(now);

    KeyedChain one = authority.issue(REQUEST, now);
    KeyedChain other = authority.issue(REQUEST, now);

    assertThat(one.certificate().getPublicKey()).isNotEqualTo(other.certificate().getPublicKey());
    assertThat(one.certificate().getSerialNumber())
        .isNotEqualTo(other.certificate().getSerialNumber());
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  @Test
  void theChainUpToTheRootIsAppended() throws Exception {
    TestAuthority root = TestAuthority.root("root");
    TestAuthority below = root.intermediate(Plan.named("below"));

    KeyedChain issued = KeyedChain.of(below.at(now).issue(REQUEST, now).entries());

    assertThat(issued.chain()).hasSize(3).endsWith(below.certificate(), root.certificate());
    assertThat(issued.trusted()).containsExactly(root.certificate());
    validate(issued, root.certificate(), now);
  }

  @Test
  void aNameThatIsTooLongForASubjectIsASanAllTheSame() throws Exception {
    String name = "a".repeat(60) + ".example.com";
    TestAuthority root = TestAuthority.root("root");

    KeyedChain issued =
        root.at(now)
            .issue(
                new CertificateRequest(List.of(name), Duration.ofDays(2), Duration.ofDays(1)), now);

    assertThat(issued.dnsNames()).containsExactly(name);
    assertThat(issued.certificate().getSubjectX500Principal().getName()).isEmpty();
    assertThat(issued.certificate().getCriticalExtensionOIDs()).contains("2.5.29.17");
    validate(issued, root.certificate(), now);
  }

  @Test
  void nothingOutlivesItsAuthority() throws Exception {
    TestAuthority root = Plan.named("root").from(now, Duration.ofDays(10)).root();

    assertThat(root.at(now).issue(REQUEST, now).notAfter())
        .isEqualTo(now.plus(Duration.ofDays(10)));
  }

  @Test
  void whatMayNotIssueSaysWhy() {
    assertRefused(
        Plan.named("old").from(now.minus(Duration.ofDays(20)), Duration.ofDays(10)),
        "CaExpired",
        "has a CA that expired at ");
    assertRefused(
        Plan.named("new").from(now.plus(Duration.ofDays(1)), Duration.ofDays(10)),
        "CaNotYetValid",
        "not valid before");
    assertRefused(Plan.named("leaf").noAuthority(), "CaNotAnAuthority", "CA:FALSE");
  }

  @Test
  void aNameThatTheAuthorityMayNotSpeakForIsNotIssued() throws Exception {
    CertificateAuthority authority = Plan.named("shop").onlyFor("shop.example.com").root().at(now);

    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> authority.issue(REQUEST, now))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo("CaUnsuitable"));
  }

  private void assertRefused(Plan plan, String reason, String words) {
    TestAuthority authority = plan.root();
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> authority.at(now))
        .satisfies(refused -> {
          assertThat(refused.reason()).isEqualTo(reason);
          assertThat(refused.explanation()).contains(words);
        });
  }

  private static void validate(KeyedChain issued, X509Certificate root, Instant at)
      throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    List<X509Certificate> path =
        issued.chain().stream().filter(certificate -> !certificate.equals(root)).toList();
    var _ =
        CertPathValidator.getInstance("PKIX")
            .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }
}
