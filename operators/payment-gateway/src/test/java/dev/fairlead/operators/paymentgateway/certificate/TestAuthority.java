package dev.fairlead.operators.paymentgateway.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A CA made for a test: a root, or one below another. */
public final class TestAuthority {

  private final KeyPair keys;
  private final List<X509Certificate> chain;

  private TestAuthority(KeyPair keys, List<X509Certificate> chain) {
    this.keys = keys;
    this.chain = chain;
  }

  /** How a CA is to be. */
  public record Plan(
      String name,
      String algorithm,
      Instant from,
      Duration lasting,
      boolean authority,
      String only) {

    public static Plan named(String name) {
      return new Plan(name, "EC", Instant.now().minusSeconds(60), Duration.ofDays(365), true, "");
    }

    public Plan keys(String other) {
      return new Plan(name, other, from, lasting, authority, only);
    }

    public Plan from(Instant other, Duration duration) {
      return new Plan(name, algorithm, other, duration, authority, only);
    }

    public Plan noAuthority() {
      return new Plan(name, algorithm, from, lasting, false, only);
    }

    public Plan onlyFor(String domain) {
      return new Plan(name, algorithm, from, lasting, authority, domain);
    }

    public TestAuthority root() {
      return make(this, null);
    }
  }

  public static TestAuthority root(String name) {
    return Plan.named(name).root();
  }

  /** One below this one. */
  public TestAuthority intermediate(Plan plan) {
    return make(plan, this);
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The contents of its Secret. */
  public Map<String, String> entries() {
    return Map.of(KeyedChain.CERTIFICATE, Pem.of(chain), KeyedChain.KEY, Pem.of(keys.getPrivate()));
  }

  /** Its private key, in PEM. */
  public String key() {
    return Pem.of(keys.getPrivate());
  }

  public CertificateAuthority at(Instant now) throws UnusableException {
    return CertificateAuthority.of(KeyedChain.of(entries()), now);
  }

  private static TestAuthority make(Plan plan, @Nullable TestAuthority issuer) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(plan.algorithm());
      if (plan.algorithm().equals("RSA")) {
        generator.initialize(2048);
      }
      KeyPair keys = generator.generateKeyPair();
      KeyPair signing = issuer == null ? keys : issuer.keys;
      X500Name subject = new X500Name("CN=" + plan.name());
      Instant from = plan.from().truncatedTo(ChronoUnit.SECONDS);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? subject
                  : new X500Name(issuer.certificate().getSubjectX500Principal().getName()),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(from),
              Date.from(from.plus(plan.lasting())),
              subject,
              keys.getPublic());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(plan.authority()))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      if (!plan.only().isEmpty()) {
        builder.addExtension(
            Extension.nameConstraints,
            true,
            new NameConstraints(
                new GeneralSubtree[] {
                  new GeneralSubtree(new GeneralName(GeneralName.dNSName, plan.only()))
                },
                null));
      }
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder(Signatures.algorithm(signing.getPrivate()))
                          .build(signing.getPrivate()))));
      if (issuer != null) {
        chain.addAll(issuer.chain);
      }
      return new TestAuthority(keys, chain);
    } catch (Exception failure) {
      throw new IllegalStateException("a CA could not be made", failure);
    }
  }
}
