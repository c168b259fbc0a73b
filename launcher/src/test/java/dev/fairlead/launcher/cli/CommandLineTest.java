package dev.fairlead.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person gets for a wrong command: one line that names the cause and the remedy. */
class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Fairlead.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^                             | a command is missing",
        "upp                            | did you mean",
        "up --kubeconfig f --no-samples | --no-samples, --sandbox-port and --sandbox-state are for"
            + " the",
        "up --sandbox-port 70000        | --sandbox-port takes a port from 0 (any) to 65535, not"
            + " 70000",
        "up --port 70000                | --port takes a port from 0 (any) to 65535, not 70000",
        "up --kubeconfig f --port 70000 | --port takes a port from 0 (any) to 65535, not 70000",
        "up --kubeconfig f --port many  | 'many' is not an int",
        "up --colour                    | Unknown option: '--colour'",
        "run                            | ROLE",
        "run captain                    | \"captain\" is no ROLE; take watcher, reconciler, status",
        "run webhook                    | this program has no webhooks; give Fairlead.run a Validator",
        "webhooks                       | this program has no webhooks; give Fairlead.run a Validator",
        "run all --management-port 70000 | --management-port takes a port from 0 (any) to 65535, not"
            + " 70000",
        "config                         | check, show or schema is missing",
        "config check                   | FILE",
        "config show --port many        | 'many' is not an int",
        "get                            | CONTROLLER",
        "get memcached /cache           | give NAMESPACE/NAME",
        "get memcached --ready often    | 'often' is not a boolean",
        "top --interval 0               | --interval takes seconds from 1, not 0",
        "why memcached                  | NAMESPACE/NAME",
        "why memcached a/b/c            | give NAMESPACE/NAME",
        "controllers --gateway here     | --gateway takes a URL such as http://127.0.0.1:8080",
        "controllers -o xml             | xml",
        "get memcached --colour         | --colour",
      })
  void wrongUsageIsOneLineAndExitCode2(String args, String expected) {
    int code = args.isEmpty() ? run() : run(args.strip().split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("fairlead: ").contains(expected).contains("--help");
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up",
        "run",
        "crds",
        "webhooks",
        "config",
        "controllers",
        "get",
        "why",
        "history",
        "top"
      })
  void everyCommandHasHelp(String command) {
    int code = command.isEmpty() ? run("--help") : run(command, "--help");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("Usage: fairlead").contains(command);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void versionIsPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("fairlead ");
  }

  @Test
  void aMissingKubeconfigIsNamed(@TempDir Path directory) {
    String file = directory.resolve("nowhere").toString();

    assertThat(run("up", "--kubeconfig", file)).isEqualTo(1);
    assertThat(err.toString()).contains(file);
    assertThat(err.toString().strip().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config check", "config show --config", "up --config", "run all --config"})
  void aWrongConfigurationIsALineForEachProblemAndExitCode2(String command, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "mesh:\n  busPort: many\nlease: {permit: 5s}\n");

    int code = run((command + " " + file).split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "fairlead: "
                + file
                + ":2: mesh.busPort takes a port from 0 (any) to 65535, not \"many\"",
            "fairlead: " + file + ":3: lease.permit is not known; did you mean dispatch.permit?");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config check", "config show --config", "up --config", "run all --config"})
  void aMissingConfigurationIsExitCode2(String command, @TempDir Path directory) {
    Path file = directory.resolve("nowhere.yaml");

    assertThat(run((command + " " + file).split(" "))).isEqualTo(2);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("fairlead: " + file + ": does not exist; name another");
  }

  @Test
  void aConfigurationIsCheckedAndShownWithTheFlagsOnTopOfIt(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("fairlead.yaml"), "mesh: {name: blue}\n");

    assertThat(run("config", "check", file.toString())).isZero();
    assertThat(run("config", "show", "--config", file.toString(), "-n", "a", "-n", "b")).isZero();

    assertThat(out.toString())
        .startsWith(file + " is fine")
        .contains("\n  name: blue  # " + file + ":1\n")
        .contains("\n  namespaces: [a, b]  # --namespace\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void sourcesBesideTheFileAreNamedByTheSameFlag() {
    assertThat(run("config", "show", "--config", "a.yaml", "--config", "b.yaml")).isEqualTo(2);
    assertThat(err.toString()).startsWith("fairlead: --config names two files, a.yaml and b.yaml");
    err.getBuffer().setLength(0);

    assertThat(run("config", "show", "--config", "consul:consul:8500/key")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("fairlead: --config: config.sources takes a list of sources such as");
    err.getBuffer().setLength(0);

    assertThat(run("config", "show", "--config", "consul:http://127.0.0.1:1/key")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("fairlead: consul:http://127.0.0.1:1/key: cannot be reached (")
        .hasLineCount(1);
  }

  @Test
  void theRoleForFollowingAConfigMapIsThereWhereItIsAskedFor() {
    assertThat(run("rbac", "--config", "kubernetes:shop/settings")).isZero();
    assertThat(out.toString())
        .contains("  name: fairlead-configuration\n  namespace: shop\n", "- settings\n");
    assertThat(run("rbac", "--config", "fairlead.yaml")).isEqualTo(2);
  }

  @Test
  void aConfigurationThatNamesAClusterLeavesTheSandboxOut(@TempDir Path directory)
      throws IOException {
    Path kubeconfig = directory.resolve("nowhere");
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "kubernetes: {kubeconfig: '" + kubeconfig + "'}\n");

    assertThat(run("up", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(kubeconfig.toString());
  }

  @Test
  void tlsThatCannotBeHadIsNotLeftOutInSilence(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "mesh: {tls: {enabled: true, certificate: a, key: b, ca: c}}\n");

    assertThat(run("run", "all", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("fairlead: mesh.tls.enabled is true, and the bus has no");
  }

  @Test
  void aStateFileThatCannotBeWrittenIsOneLine(@TempDir Path directory) {
    Path file = directory.resolve("nowhere").resolve("state");

    assertThat(run("up", "--port", "0", "--sandbox-state", file.toString())).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("fairlead: state file " + file + " cannot be written")
        .contains("name another file");
  }

  @Test
  void aSandboxPortThatIsTakenIsOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(run("up", "--port", "0", "--sandbox-port", port)).isEqualTo(1);
      assertThat(err.toString().strip().lines()).hasSize(1);
      assertThat(err.toString()).startsWith("fairlead: port " + port + " is in use");
    }
  }

  @Test
  void aGatewayThatIsNotThereIsNamedWithTheRemedy() {
    assertThat(run("controllers", "--gateway", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString())
        .contains("no gateway answers at http://127.0.0.1:1")
        .contains("--gateway URL");
  }
}
