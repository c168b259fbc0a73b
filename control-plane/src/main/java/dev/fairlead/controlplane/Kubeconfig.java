package dev.fairlead.controlplane;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes kubeconfig files: one server, one authority, one bearer token. */
final class Kubeconfig {

  private Kubeconfig() {}

  static void write(
      Path file, URI server, Path authority, String user, String token, String namespace)
      throws IOException {
    Pki.writeSecret(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: fairlead
        contexts:
        - name: fairlead
          context: {cluster: fairlead, user: "%1$s", namespace: "%2$s"}
        clusters:
        - name: fairlead
          cluster:
            server: %3$s
            certificate-authority-data: %4$s
        users:
        - name: "%1$s"
          user: {token: "%5$s"}
        """
            .formatted(
                user,
                namespace,
                server,
                Base64.getEncoder().encodeToString(Files.readAllBytes(authority)),
                token));
  }
}
