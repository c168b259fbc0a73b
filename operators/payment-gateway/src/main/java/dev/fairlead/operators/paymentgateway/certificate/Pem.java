package dev.fairlead.operators.paymentgateway.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates and private keys as text (RFC 7468), and as OpenSSL writes them. */
final class Pem {

  /** Kinds of keys by what names them in PKCS #8, with the name that the JDK has for them. */
  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          X9ObjectIdentifiers.id_ecPublicKey, "EC",
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          EdECObjectIdentifiers.id_Ed25519, "Ed25519",
          EdECObjectIdentifiers.id_Ed448, "Ed448");

  private Pem() {}

  /** All certificates of a text, in their order; what else it has is passed over. */
  static List<X509Certificate> certificates(String text) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        if (next instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      throw new IOException("no certificate", unreadable);
    }
    return certificates;
  }

  /** The first private key of a text: PKCS #8, PKCS #1 or SEC 1; empty if it has none. */
  static Optional<PrivateKey> privateKey(String text) throws IOException, UnusableException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        switch (next) {
          case PrivateKeyInfo info -> {
            return Optional.of(decode(info));
          }
          case PEMKeyPair pair -> {
            return Optional.of(decode(pair.getPrivateKeyInfo()));
          }
          case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
              throw new UnusableException(
                  "KeyEncrypted",
                  "has an encrypted tls.key: put the key there without a passphrase");
          default -> {} // parameters of a curve, a certificate
        }
      }
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      throw new IOException("no private key", unreadable);
    }
    return Optional.empty();
  }

  private static PrivateKey decode(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException, UnusableException {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    String algorithm = ALGORITHMS.get(kind);
    if (algorithm == null) {
      throw new UnusableException(
          "KeyUnsupported",
          "has a tls.key of a kind that is not supported: use EC, RSA or Ed25519");
    }
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  /** Certificates one after the other. */
  static String of(List<X509Certificate> certificates) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (X509Certificate certificate : certificates) {
        writer.writeObject(certificate);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text that cannot be written", impossible);
    }
    return text.toString();
  }

  /** A private key, as PKCS #8. */
  static String of(PrivateKey key) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text that cannot be written", impossible);
    }
    return text.toString();
  }
}
