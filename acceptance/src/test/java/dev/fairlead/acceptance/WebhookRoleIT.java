package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.acceptance.pods.Authority;
import dev.fairlead.launcher.Fairlead;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.process.FairleadProcess;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.launcher.process.StartFailure;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import dev.fairlead.sdk.webhook.Webhooks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The role {@code webhook} of a program, and its command; {@code WebhookIT} has the rest. */
class WebhookRoleIT {

  static final class Judge implements Validator<Memcached> {

    @Override
    public Verdict validate(Review<Memcached> review) {
      return Verdict.allowed();
    }
  }

  private static final Webhooks WEBHOOKS = Webhooks.of(List.of(new Judge()));

  @TempDir private Path directory;

  private static FairleadProcess start(Configuration configuration)
      throws StartFailure, InterruptedException {
    return FairleadProcess.start(
        new ProcessSettings(
            "test",
            configuration,
            OptionalInt.empty(),
            /* installCrds= */ false,
            /* samples= */ false,
            Set.of(Role.WEBHOOK),
            MeshSettings.ALONE),
        List.of(),
        WEBHOOKS);
  }

  @Test
  void itNeedsACertificateAndNoApiServer() throws Exception {
    assertThatThrownBy(() -> start(Configuration.DEFAULTS))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("webhooks.certificateDirectory is not set")
        .message()
        .hasLineCount(1);

    Authority.Identity identity = new Authority(directory).issueForThisMachine();
    Files.writeString(directory.resolve("tls.crt"), identity.certificate());
    Files.writeString(directory.resolve("tls.key"), identity.key());
    try (FairleadProcess process = start(Configuration.DEFAULTS.withWebhooks(directory));
        SSLSocket socket =
            (SSLSocket)
                SSLSocketFactory.getDefault()
                    .createSocket("127.0.0.1", process.webhookPort().orElseThrow())) {
      assertThatThrownBy(socket::startHandshake)
          .as("it speaks TLS, by an authority that this machine does not know")
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PKIX");
    }
  }

  @Test
  void theCommandPrintsWhatTheApiServerIsToldOrWhatIsWrong() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(webhooks(out, err, "--service", "ns/hooks", "--cert-manager", "ns/cert")).isZero();
    assertThat(out.toString())
        .contains("kind: ValidatingWebhookConfiguration")
        .contains("name: hooks.ns")
        .contains("path: /validate-cache-example-com-v1-memcached")
        .contains("cert-manager.io/inject-ca-from: ns/cert");

    assertThat(webhooks(out, err, "--service", "hooks")).isEqualTo(2);
    assertThat(webhooks(out, err, "--url", "http://here")).isEqualTo(2);
    assertThat(webhooks(out, err, "--ca-bundle", "nowhere")).isEqualTo(1);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--service takes NAMESPACE/NAME, not \"hooks\""),
            line -> assertThat(line).contains("--url takes https://HOST:PORT, not \"http://here\""),
            line -> assertThat(line).contains("nowhere cannot be read: no such file"));
  }

  private static int webhooks(StringWriter out, StringWriter err, String... flags) {
    String[] args = new String[flags.length + 1];
    args[0] = "webhooks";
    System.arraycopy(flags, 0, args, 1, flags.length);
    return Fairlead.execute(args, new PrintWriter(out), new PrintWriter(err), new Judge());
  }
}
