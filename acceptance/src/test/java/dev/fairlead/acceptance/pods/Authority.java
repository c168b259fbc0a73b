package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The authority of a trust domain, as istiod is one. */
public final class Authority {

  private static final String PASSWORD = "of no use to anybody";
  private static final String ROOT = "root";

  /**
   * Who a sidecar is. All but the name in PEM.
   *
   * @param name for people, as traces have it
   * @param authority by whose word others are believed
   */
  public record Identity(String name, String certificate, String key, String authority) {}

  private final Path file;

  /** A new one, which keeps its keys in the directory. */
  public Authority(Path directory) throws IOException {
    this.file = Files.createTempDirectory(directory, "authority").resolve("keys.p12");
    make(ROOT, "-ext", "bc:c", "-ext", "ku=keyCertSign");
  }

  /** A certificate in the name of a ServiceAccount, as SPIFFE writes it. */
  public Identity issue(String namespace, String serviceAccount) {
    return sign(
        serviceAccount,
        serviceAccount + "." + namespace,
        "uri:spiffe://cluster.local/ns/%s/sa/%s".formatted(namespace, serviceAccount));
  }

  /** A certificate of a server on this machine. */
  public Identity issueForThisMachine() {
    return sign("server", "server", "ip:127.0.0.1,dns:localhost");
  }

  /** A certificate of a server of that name. */
  public Identity issueFor(String name) {
    return sign("server", name, "dns:" + name);
  }

  private Identity sign(String alias, String name, String subject) {
    make(alias, "-signer", ROOT, "-ext", "eku=serverAuth,clientAuth", "-ext", "san=" + subject);
    try {
      KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      Certificate[] chain = keys.getCertificateChain(alias);
      return new Identity(
          name,
          pem("CERTIFICATE", chain[0].getEncoded()),
          pem("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()),
          pem("CERTIFICATE", chain[1].getEncoded()));
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private void make(String alias, String... extensions) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "O=cluster.local, CN=" + alias,
                "-keyalg",
                "EC",
                // A client that is an Envoy takes TLS 1.2 and no larger curve.
                "-groupname",
                "secp256r1",
                "-validity",
                "1"));
    command.addAll(List.of(extensions));
    Shell.must(command, "");
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            type,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded));
  }
}
