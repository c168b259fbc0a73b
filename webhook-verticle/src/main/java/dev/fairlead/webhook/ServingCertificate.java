package dev.fairlead.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and its key as the files had them at one moment, found to belong together.
 *
 * @param notBefore from when on it is taken
 * @param notAfter until when
 */
record ServingCertificate(Buffer certificate, Buffer key, Instant notBefore, Instant notAfter) {

  static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  /** Reads both files. Blocks. */
  static ServingCertificate read(Vertx vertx, WebhookSettings settings) throws UnusableCertificate {
    Buffer certificate = file(settings.certificate());
    Buffer key = file(settings.key());
    X509KeyManager loaded = load(vertx, settings, options(certificate, key));
    // There is one entry, whatever the kind of its key.
    String alias =
        Stream.of("RSA", "EC", "EdDSA", "Ed25519", "RSASSA-PSS")
            .map(kind -> loaded.getServerAliases(kind, null))
            .filter(Objects::nonNull)
            .flatMap(Stream::of)
            .findFirst()
            .orElseThrow(() ->
                new UnusableCertificate(
                    "the key in %s is of a kind that TLS does not take; use RSA or EC"
                        .formatted(settings.key())));
    X509Certificate own = loaded.getCertificateChain(alias)[0];
    if (!belongTogether(own, loaded.getPrivateKey(alias))) {
      throw new UnusableCertificate(
          "the key in %s is not that of the certificate in %s; write both of one pair"
              .formatted(settings.key(), settings.certificate()));
    }
    return new ServingCertificate(
        certificate, key, own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
  }

  /** Why nobody takes it now, if it is a matter of time. */
  Optional<String> unaccepted(Instant now) {
    if (now.isAfter(notAfter)) {
      return Optional.of("it has expired at " + notAfter + "; renew it");
    }
    if (now.isBefore(notBefore)) {
      return Optional.of("it is not valid before " + notBefore + "; check the clocks");
    }
    return Optional.empty();
  }

  PemKeyCertOptions options() {
    return options(certificate, key);
  }

  ServerSSLOptions ssl() {
    ServerSSLOptions ssl = new ServerSSLOptions().setKeyCertOptions(options()).setUseAlpn(true);
    ssl.setEnabledSecureTransportProtocols(PROTOCOLS);
    return ssl;
  }

  private static PemKeyCertOptions options(Buffer certificate, Buffer key) {
    return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
  }

  private static Buffer file(Path path) throws UnusableCertificate {
    try {
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (IOException failure) {
      throw new UnusableCertificate(
          "%s cannot be read: %s; name a file that this process may read"
              .formatted(
                  path,
                  failure instanceof NoSuchFileException ? "no such file" : failure.getMessage()));
    }
  }

  private static X509KeyManager load(
      Vertx vertx, WebhookSettings settings, PemKeyCertOptions options) throws UnusableCertificate {
    try {
      return (X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
    } catch (Exception malformed) {
      throw new UnusableCertificate(
          "%s and %s are no certificate and key in PEM: %s; write a pair that is"
              .formatted(settings.certificate(), settings.key(), malformed.getMessage()));
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] challenge = certificate.getSignature();
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(challenge);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(challenge);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
