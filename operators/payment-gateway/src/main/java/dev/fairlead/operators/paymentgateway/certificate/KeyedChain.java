package dev.fairlead.operators.paymentgateway.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A certificate, those that signed it, and its private key: the contents of a Secret of type {@code
 * kubernetes.io/tls}. The key belongs to the certificate. Immutable; {@link #toString} tells of the
 * certificate alone.
 */
public final class KeyedChain {

  /** The certificate and those that signed it, by the name that Kubernetes has for the entry. */
  public static final String CERTIFICATE = "tls.crt";

  /** The private key. */
  public static final String KEY = "tls.key";

  /** What clients have to trust. */
  public static final String AUTHORITY = "ca.crt";

  /** Of a SAN: a name in the DNS (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final List<X509Certificate> trusted;

  KeyedChain(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> trusted) {
    this.chain = List.copyOf(chain);
    this.key = key;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Reads the entries of a Secret.
   *
   * @param entries by name, decoded
   */
  public static KeyedChain of(Map<String, String> entries) throws UnusableException {
    List<X509Certificate> chain = certificates(entries, CERTIFICATE);
    if (chain.isEmpty()) {
      throw new UnusableException(
          "CertificateMissing", "has no certificate in tls.crt: put one there, in PEM");
    }
    PrivateKey key = key(entries);
    if (!Signatures.match(key, chain.getFirst().getPublicKey())) {
      throw new UnusableException(
          "KeyMismatch",
          "has a tls.key that does not belong to the first certificate of tls.crt: put a pair there");
    }
    return new KeyedChain(chain, key, certificates(entries, AUTHORITY));
  }

  private static List<X509Certificate> certificates(Map<String, String> entries, String name)
      throws UnusableException {
    try {
      return Pem.certificates(entries.getOrDefault(name, ""));
    } catch (IOException unreadable) {
      throw new UnusableException(
          "CertificateUnreadable", "has a " + name + " that cannot be read: put PEM there");
    }
  }

  private static PrivateKey key(Map<String, String> entries) throws UnusableException {
    try {
      return Pem.privateKey(entries.getOrDefault(KEY, ""))
          .orElseThrow(() ->
              new UnusableException(
                  "KeyMissing", "has no private key in tls.key: put it there, in PEM"));
    } catch (IOException unreadable) {
      throw new UnusableException(
          "KeyUnreadable", "has a tls.key that cannot be read: put PEM there");
    }
  }

  /** The certificate that the key belongs to. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The certificate and those after it. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** What is given as trusted, or else the last of the chain. */
  List<X509Certificate> trusted() {
    return trusted.isEmpty() ? List.of(chain.getLast()) : trusted;
  }

  PrivateKey key() {
    return key;
  }

  /** From when the certificate is good. */
  public Instant notBefore() {
    return certificate().getNotBefore().toInstant();
  }

  /** Until when. */
  public Instant notAfter() {
    return certificate().getNotAfter().toInstant();
  }

  /** Whether the certificate is good at this time. */
  public boolean isGoodAt(Instant now) {
    return !now.isBefore(notBefore()) && !now.isAfter(notAfter());
  }

  /** The names in the DNS that the certificate is for. */
  public Set<String> dnsNames() {
    try {
      return Optional.ofNullable(certificate().getSubjectAlternativeNames()).stream()
          .flatMap(names -> names.stream())
          .filter(name -> Objects.equals(name.getFirst(), DNS_NAME))
          .map(name -> String.valueOf(name.getLast()))
          .collect(Collectors.toUnmodifiableSet());
    } catch (CertificateParsingException unreadable) {
      return Set.of();
    }
  }

  /** Tells one chain from another by what everybody may see of it: a hash, in hexadecimal. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Pem.of(chain).getBytes(StandardCharsets.UTF_8));
      digest.update(Pem.of(trusted).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** The entries of a Secret. The only way by which the key leaves. */
  public Map<String, String> entries() {
    return Map.of(CERTIFICATE, Pem.of(chain), KEY, Pem.of(key), AUTHORITY, Pem.of(trusted));
  }

  @Override
  public String toString() {
    return "the certificate of " + certificate().getSubjectX500Principal() + " until " + notAfter();
  }
}
