package dev.fairlead.operators.paymentgateway.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;

/** Which algorithm a key signs with, and whether two keys belong together. */
final class Signatures {

  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;
  private static final byte[] WORDS = "these keys belong together".getBytes(StandardCharsets.UTF_8);

  private Signatures() {}

  /** The name of the algorithm, with a hash as strong as the key. */
  static String algorithm(PrivateKey key) {
    return switch (key) {
      case ECKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        yield bits <= P256_BITS
            ? "SHA256withECDSA"
            : bits <= P384_BITS ? "SHA384withECDSA" : "SHA512withECDSA";
      }
      case EdECKey edwards -> edwards.getParams().getName();
      default -> "SHA256withRSA";
    };
  }

  /** Whether what the private key signs is verified by the public one. */
  static boolean match(PrivateKey signing, PublicKey verifying) {
    try {
      Signature signature = Signature.getInstance(algorithm(signing));
      signature.initSign(signing);
      signature.update(WORDS);
      byte[] signed = signature.sign();
      signature.initVerify(verifying);
      signature.update(WORDS);
      return signature.verify(signed);
    } catch (GeneralSecurityException differentKinds) {
      return false;
    }
  }

  /** Whether the certificate was signed by this one's key, under its name. */
  static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException otherwise) {
      return false;
    }
  }
}
