package dev.fairlead.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;

/** What kubectl and every client need to know of a sandbox. */
final class Kubeconfig {

  private Kubeconfig() {}

  /**
   * @param authority the certificate that the server shows, in PEM; empty for plain HTTP
   */
  static String text(String url, String token, Optional<String> authority) {
    String trust =
        authority
            .map(pem -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))
            .map(data -> "\n    certificate-authority-data: " + data)
            .orElse("");
    return """
    apiVersion: v1
    kind: Config
    current-context: fairlead-sandbox
    clusters:
    - name: fairlead-sandbox
      cluster:
        server: %s%s
    users:
    - name: fairlead-sandbox
      user:
        token: %s
    contexts:
    - name: fairlead-sandbox
      context:
        cluster: fairlead-sandbox
        user: fairlead-sandbox
    """
        .formatted(url, trust, token);
  }

  /** Writes a file that only its owner may read, replacing an earlier one. */
  static void write(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.deleteIfExists(absolute);
    Files.createFile(
        absolute,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(absolute, text);
  }
}
