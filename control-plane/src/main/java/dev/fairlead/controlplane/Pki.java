package dev.fairlead.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The credentials of one control plane, fresh at each start: the key that signs ServiceAccount
 * tokens, and the token of the administrator. The API server itself adds its serving certificate,
 * and the authority that signed it, to the same directory.
 */
record Pki(Path directory, String adminToken) {

  static final String ADMIN = "fairlead-admin";

  static Pki create(Path directory) throws IOException {
    Files.createDirectories(directory);
    Pki pki = new Pki(directory, randomToken());
    // Left by an earlier start; without them the API server makes its own.
    Files.deleteIfExists(pki.servingCertificate());
    Files.deleteIfExists(pki.servingKey());
    KeyPair signing = rsa();
    writeSecret(pki.signingKey(), pem("PRIVATE KEY", signing.getPrivate().getEncoded()));
    writeSecret(pki.verifyingKey(), pem("PUBLIC KEY", signing.getPublic().getEncoded()));
    writeSecret(pki.tokens(), "%s,%s,%s,system:masters\n".formatted(pki.adminToken, ADMIN, ADMIN));
    return pki;
  }

  Path signingKey() {
    return directory.resolve("service-accounts.key");
  }

  Path verifyingKey() {
    return directory.resolve("service-accounts.pub");
  }

  Path tokens() {
    return directory.resolve("tokens.csv");
  }

  /** The certificate, followed by that of its authority: clients trust this file. */
  Path servingCertificate() {
    return directory.resolve("apiserver.crt");
  }

  /** Written after the certificate: once it is there, both are. */
  Path servingKey() {
    return directory.resolve("apiserver.key");
  }

  /** Writes a file that only its owner may read, replacing an earlier one. */
  static void writeSecret(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  private static String randomToken() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  private static String pem(String type, byte[] encoded) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }
}
