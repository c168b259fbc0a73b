package dev.fairlead.mesh.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;

/**
 * What the files of {@link TlsSettings} contained at one moment, so that all ends of the process
 * use what belongs together.
 */
record Certificates(Buffer certificate, Buffer key, Buffer authority) {

  /** Reads all files. Blocks. */
  static Certificates read(TlsSettings settings) throws ClusterFailure {
    Certificates read =
        new Certificates(
            file("certificate", settings.certificate()),
            file("key", settings.key()),
            file("ca", settings.authority()));
    first("certificate", settings.certificate(), read.certificate);
    first("ca", settings.authority(), read.authority);
    if (!read.key.toString().contains("PRIVATE KEY")) {
      throw new ClusterFailure(
          "mesh.tls.key: %s holds no private key in PEM; name the key of mesh.tls.certificate"
              .formatted(settings.key()));
    }
    return read;
  }

  /** Why others will not accept the certificate now, if it is only a matter of time. */
  static Optional<String> expiry(TlsSettings settings, Certificates certificates)
      throws ClusterFailure {
    X509Certificate own = first("certificate", settings.certificate(), certificates.certificate);
    try {
      own.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException expired) {
      return Optional.of(
          "%s has expired at %s; renew it"
              .formatted(settings.certificate(), own.getNotAfter().toInstant()));
    } catch (CertificateNotYetValidException early) {
      return Optional.of(
          "%s is not valid before %s; check the clocks"
              .formatted(settings.certificate(), own.getNotBefore().toInstant()));
    }
  }

  /** For both ends of a connection: each shows its certificate and looks at the other's. */
  void configure(TCPSSLOptions options) {
    options.setSsl(true).setKeyCertOptions(own()).setTrustOptions(trusted());
  }

  ServerSSLOptions server() {
    return new ServerSSLOptions()
        .setKeyCertOptions(own())
        .setTrustOptions(trusted())
        .setClientAuth(ClientAuth.REQUIRED);
  }

  ClientSSLOptions client() {
    return new ClientSSLOptions()
        .setKeyCertOptions(own())
        .setTrustOptions(trusted())
        .setTrustAll(false)
        .setHostnameVerificationAlgorithm("");
  }

  private PemKeyCertOptions own() {
    return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
  }

  private PemTrustOptions trusted() {
    return new PemTrustOptions().addCertValue(authority);
  }

  private static Buffer file(String name, Path path) throws ClusterFailure {
    try {
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (IOException failure) {
      throw new ClusterFailure(
          "mesh.tls.%s: %s cannot be read: %s; name a file that this process may read"
              .formatted(
                  name,
                  path,
                  failure instanceof NoSuchFileException ? "no such file" : failure.getMessage()));
    }
  }

  private static X509Certificate first(String name, Path path, Buffer pem) throws ClusterFailure {
    try {
      Collection<? extends java.security.cert.Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new java.io.ByteArrayInputStream(pem.getBytes()));
      if (!all.isEmpty()) {
        return (X509Certificate) all.iterator().next();
      }
    } catch (CertificateException malformed) {
      // Said below.
    }
    throw new ClusterFailure(
        "mesh.tls.%s: %s holds no certificate in PEM; name a file that does".formatted(name, path));
  }
}
