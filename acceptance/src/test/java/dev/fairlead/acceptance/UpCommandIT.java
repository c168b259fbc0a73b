package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own: what it prints, and how it ends. */
@RealControlPlane
class UpCommandIT {

  private static final Pattern READY =
      Pattern.compile("Fairlead is ready: (http://127\\.0\\.0\\.1:(\\d+))");

  private static final Pattern SANDBOX =
      Pattern.compile(
          "Sandbox API server: (http://127\\.0\\.0\\.1:\\d+) \\(kubeconfig: (\\S+kubeconfig)\\)");

  private static final Pattern WHY =
      Pattern.compile("\\./fairlead why memcached (default/[a-z]+)\n");

  @TempDir private Path directory;

  @Test
  void upIsReadyServesTheCommandsAndEndsInGoodOrder(ControlPlane controlPlane) throws Exception {
    try (Cluster cluster = new Cluster(controlPlane.kubeconfig())) {
      Process up =
          fairlead(
              "up",
              "up",
              "--kubeconfig",
              controlPlane.kubeconfig().toString(),
              "--install-crds",
              "--namespace",
              cluster.namespace(),
              "--port",
              "0");
      try {
        eventually().until(() -> READY.matcher(out("up")).find());
        Matcher ready = READY.matcher(out("up"));
        assertThat(ready.find()).isTrue();
        String gateway = ready.group(1);
        cluster.create("cache", 2);
        cluster.awaitDeployment("cache", 2);

        assertThat(answer("controllers", "--gateway", gateway)).contains("memcached", "Memcached");
        assertThat(answer("get", "memcached", "--gateway", gateway))
            .contains(cluster.namespace(), "cache");
        String object = cluster.namespace() + "/cache";
        assertThat(answer("why", "memcached", object, "--gateway", gateway)).isNotBlank();
        assertThat(answer("history", "memcached", object, "-o", "json", "--gateway", gateway))
            .contains("\"items\"");
      } finally {
        up.destroy();
        assertThat(up.waitFor(30, TimeUnit.SECONDS)).as("ends within 30 s of SIGTERM").isTrue();
      }
      assertThat(up.exitValue()).as(err("up")).isZero();
      assertThat(err("up")).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void aBareUpBringsASandboxWithSamples() throws Exception {
    Path state = directory.resolve("state");
    Process up = fairlead("bare", "up", "--port", "0", "--sandbox-state", state.toString());
    try {
      eventually().until(() -> WHY.matcher(out("bare")).find());
      Matcher sandbox = SANDBOX.matcher(out("bare"));
      assertThat(sandbox.find()).isTrue();
      Matcher ready = READY.matcher(out("bare"));
      assertThat(ready.find()).isTrue();
      assertThat(out("bare").strip().lines()).hasSize(5);
      Matcher why = WHY.matcher(out("bare"));
      assertThat(why.find()).isTrue();
      assertThat(answer("controllers", "--gateway", ready.group(1)))
          .contains("memcached", "app", "Deployment.app.example.com", "paymentgateway");
      assertThat(answer("why", "memcached", why.group(1), "--gateway", ready.group(1)))
          .contains("cause:", "phase:");
      Config config = Config.fromKubeconfig(Path.of(sandbox.group(2)).toFile());
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        eventually()
            .until(() ->
                client.apps().deployments().inNamespace("default").list().getItems().stream()
                    .filter(it ->
                        Objects.equals(
                            it.getStatus().getReadyReplicas(), it.getSpec().getReplicas()))
                    .map(it -> it.getMetadata().getName())
                    .toList()
                    .containsAll(List.of("sessions", "pages", "rates", "shop")));
      }
    } finally {
      up.destroy();
      assertThat(up.waitFor(30, TimeUnit.SECONDS)).as("ends within 30 s of SIGTERM").isTrue();
    }
    assertThat(up.exitValue()).as(err("bare")).isZero();
    assertThat(Files.readString(state)).contains("sessions");
  }

  @Test
  void crdsArePrintedAsYaml() throws Exception {
    assertThat(answer("crds")).contains("name: memcacheds.cache.example.com");
  }

  @Test
  void aPortThatIsTakenIsOneLine(ControlPlane controlPlane) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Process up =
          fairlead(
              "taken",
              "up",
              "--kubeconfig",
              controlPlane.kubeconfig().toString(),
              "--install-crds",
              "--port",
              port);
      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isEqualTo(1);
      assertThat(err("taken")).contains(port).contains("--port").doesNotContain("\tat ");
    }
  }

  @Test
  void anAddressWhereNothingAnswersIsOneLine() throws Exception {
    Path kubeconfig =
        Files.writeString(
            directory.resolve("nobody"),
            """
            apiVersion: v1
            kind: Config
            current-context: nobody
            clusters: [{name: nobody, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: nobody, user: {}}]
            contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
            """);
    Process up = fairlead("nobody", "up", "--kubeconfig", kubeconfig.toString());
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(1);
    assertThat(err("nobody").strip().lines()).hasSize(1);
    assertThat(err("nobody")).contains("cannot reach the API server at http://127.0.0.1:1");
  }

  private String answer(String... args) throws IOException, InterruptedException {
    Process process = fairlead("answer", args);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(err("answer")).isZero();
    return out("answer");
  }

  private Process fairlead(String name, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fairlead.distribution.Main"));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve(name + ".out").toFile())
            .redirectError(directory.resolve(name + ".err").toFile());
    // On a cluster the gateway asks for a token unless it is told otherwise.
    builder.environment().put("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
    return builder.start();
  }

  private String out(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".out"));
  }

  private String err(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".err"));
  }
}
