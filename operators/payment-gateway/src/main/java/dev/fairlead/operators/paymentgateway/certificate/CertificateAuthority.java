package dev.fairlead.operators.paymentgateway.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates for servers: EC keys on P-256, made anew each time; the names as SANs; chain
 * and trust as the authority has them. By RFC 5280 and the baseline requirements of the CA/Browser
 * Forum, where a private authority has a use for these. Thread-safe.
 */
public final class CertificateAuthority {

  /** A certificate is good a little before it is issued, for clients whose clocks are behind. */
  static final Duration BACKDATED = Duration.ofMinutes(5);

  private static final int KEY_CERT_SIGN = 5;
  private static final int COMMON_NAME_CHARACTERS_MAX = 64;

  /** Positive, and within the 20 bytes of RFC 5280. */
  private static final int SERIAL_BITS = 159;

  private final KeyedChain own;

  private CertificateAuthority(KeyedChain own) {
    this.own = own;
  }

  /** An authority that may issue now. */
  public static CertificateAuthority of(KeyedChain own, Instant now) throws UnusableException {
    X509Certificate certificate = own.certificate();
    if (certificate.getBasicConstraints() < 0) {
      throw new UnusableException(
          "CaNotAnAuthority",
          "has a certificate that may not issue others (its basic constraints say CA:FALSE): put that of a CA there");
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[KEY_CERT_SIGN]) {
      throw new UnusableException(
          "CaNotAnAuthority",
          "has a certificate whose key usage does not include signing certificates: put that of a CA there");
    }
    if (now.isAfter(own.notAfter())) {
      throw new UnusableException(
          "CaExpired", "has a CA that expired at " + own.notAfter() + ": put its successor there");
    }
    if (now.isBefore(own.notBefore())) {
      throw new UnusableException(
          "CaNotYetValid", "has a CA that is not valid before " + own.notBefore());
    }
    return new CertificateAuthority(own);
  }

  /** Until when the authority itself is good. */
  public Instant notAfter() {
    return own.notAfter();
  }

  /** When a certificate ends that is issued now: never after the authority itself. */
  Instant end(Instant issued, Duration duration) {
    Instant end = issued.truncatedTo(ChronoUnit.SECONDS).plus(duration);
    return end.isBefore(own.notAfter()) ? end : own.notAfter();
  }

  /** Whether a certificate comes from this authority, with the very chain that it has now. */
  boolean hasIssued(KeyedChain other) {
    return Signatures.isSignedBy(other.certificate(), own.certificate())
        && other.chain().subList(1, other.chain().size()).equals(own.chain())
        && other.trusted().equals(own.trusted());
  }

  /** Issues a certificate with a new key. */
  public KeyedChain issue(CertificateRequest request, Instant now) throws UnusableException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = sign(request, pair.getPublic(), now);
      validate(certificate, now);
      List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
      chain.addAll(own.chain());
      return new KeyedChain(chain, pair.getPrivate(), own.trusted());
    } catch (IOException | GeneralSecurityException | OperatorCreationException failure) {
      throw new UnusableException(
          "CaUnsuitable", "has a CA that cannot issue this certificate: " + failure.getMessage());
    }
  }

  private X509Certificate sign(CertificateRequest request, PublicKey key, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    X500Name subject = subject(request);
    X509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            own.certificate(),
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
            Date.from(second.minus(BACKDATED)),
            Date.from(end(second, request.duration())),
            subject,
            key);
    GeneralName[] names =
        request.dnsNames().stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new);
    certificate
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
        .addExtension(Extension.authorityKeyIdentifier, false, authority(identifiers))
        .addExtension(
            Extension.subjectAlternativeName,
            subject.getRDNs().length == 0,
            new GeneralNames(names));
    return new JcaX509CertificateConverter()
        .getCertificate(
            certificate.build(
                new JcaContentSignerBuilder(Signatures.algorithm(own.key())).build(own.key())));
  }

  /** A name for people; what counts are the SANs, which are critical where there is none. */
  private static X500Name subject(CertificateRequest request) {
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    request.dnsNames().stream()
        .filter(name -> name.length() <= COMMON_NAME_CHARACTERS_MAX)
        .findFirst()
        .ifPresent(name -> subject.addRDN(BCStyle.CN, name));
    return subject.build();
  }

  private AuthorityKeyIdentifier authority(JcaX509ExtensionUtils identifiers) {
    byte[] subjectKey = own.certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return subjectKey == null
        ? identifiers.createAuthorityKeyIdentifier(own.certificate().getPublicKey())
        : new AuthorityKeyIdentifier(
            SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(subjectKey).getOctets())
                .getKeyIdentifier());
  }

  /** What clients would refuse, for a constraint on names for one, is better not given out. */
  private void validate(X509Certificate certificate, Instant now) throws GeneralSecurityException {
    byte[] constraints = own.certificate().getExtensionValue(Extension.nameConstraints.getId());
    TrustAnchor anchor =
        new TrustAnchor(
            own.certificate(),
            constraints == null ? null : ASN1OctetString.getInstance(constraints).getOctets());
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
            parameters);
  }
}
