package dev.fairlead.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that is its own authority, by the JDK's own keytool.
 *
 * @param certificate PEM
 * @param key PEM
 */
record TestCertificate(String certificate, String key) {

  private static final String PASSWORD = "of no use to anybody";

  static TestCertificate create() {
    return create("-0d", 2);
  }

  static TestCertificate create(String start, int days) {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path store = directory.resolve("keys.p12");
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-keystore",
              store.toString(),
              "-storepass",
              PASSWORD,
              "-alias",
              "webhook",
              "-dname",
              "CN=webhook",
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-startdate",
              start,
              "-validity",
              String.valueOf(days),
              "-ext",
              "san=ip:127.0.0.1,dns:localhost",
              "-ext",
              "bc:c");
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      TestCertificate made =
          new TestCertificate(
              pem("CERTIFICATE", keys.getCertificate("webhook").getEncoded()),
              pem("PRIVATE KEY", keys.getKey("webhook", PASSWORD.toCharArray()).getEncoded()));
      Files.delete(store);
      Files.delete(directory);
      return made;
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Writes it as a mounted Secret has it, each file at once. */
  Path in(Path directory) {
    write(directory.resolve("tls.crt"), certificate);
    write(directory.resolve("tls.key"), key);
    return directory;
  }

  static void write(Path file, String text) {
    try {
      Path next = Files.writeString(file.resolveSibling("next"), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            type,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded));
  }
}
