package dev.fairlead.acceptance;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A certificate authority, made by the JDK's keytool. */
final class CertificateFiles {

  private static final String PASSWORD = "changeit";

  private CertificateFiles() {}

  /** Its certificate and its key as a TLS Secret has them. */
  static Map<String, String> authority(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve("ca.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "ca",
                    "-dname",
                    "CN=payments",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "365",
                    "-ext",
                    "bc:c=ca:true",
                    "-ext",
                    "ku:c=keyCertSign,cRLSign",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    store.toString()))
            .inheritIO()
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool made no CA");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return Map.of(
        "tls.crt", pem("CERTIFICATE", keys.getCertificate("ca").getEncoded()),
        "tls.key", pem("PRIVATE KEY", keys.getKey("ca", PASSWORD.toCharArray()).getEncoded()));
  }

  /** The Secret that a PaymentGateway names as its {@code caSecretName} in these tests. */
  static Secret secret(String namespace, Map<String, String> authority) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("payments-ca")
        .withNamespace(namespace)
        .endMetadata()
        .withType("kubernetes.io/tls")
        .withStringData(authority)
        .build();
  }

  private static String pem(String what, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64);
  }
}
