package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands as kubectl has them: the real kubectl finds the plugin by a link on the PATH, and
 * the plugin the {@code fairlead} beside it, here one that builds nothing.
 */
class KubectlPluginIT {

  @TempDir private Path directory;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
        "kubectl is not installed");
    Path checkout = Files.createDirectory(directory.resolve("checkout"));
    Path plugin = checkout.resolve("kubectl-fairlead");
    Files.copy(Path.of("..", "kubectl-fairlead"), plugin);
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    Path fairlead = checkout.resolve("fairlead");
    Files.writeString(
        fairlead,
        "#!/usr/bin/env bash\nexec '%s' -cp '%s' dev.fairlead.distribution.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(fairlead.toFile().setExecutable(true)).isTrue();
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("kubectl-fairlead"), Path.of("../checkout/kubectl-fairlead"));
  }

  @Test
  void kubectlHasTheCommandsUnderItsOwnName() throws Exception {
    assertThat(kubectl(0, "why", "--help")).startsWith("Usage: kubectl fairlead why ");
    assertThat(kubectl(2, "whi")).contains("did you mean why").contains("kubectl fairlead --help");
  }

  @Test
  void kubectlAsksTheGateway() throws Exception {
    try (SandboxServer server = SandboxServer.start();
        Mesh mesh = Mesh.startWithSamples(server.kubeconfig())) {
      mesh.awaitReady();
      String gateway = "--gateway=" + mesh.gateway();

      assertThat(kubectl(0, "controllers", "-o", "name", gateway)).isEqualTo("memcached\n");
      assertThat(kubectl(0, "get", "memcached", "-o", "name", gateway))
          .contains("default/sessions\n");
      assertThat(kubectl(3, "why", "memcached", "sessions", "--exit-code", gateway))
          .contains("cause:");
      assertThat(kubectl(0, "history", "memcached", "sessions", "-n", "default", gateway))
          .contains("OUTCOME")
          .contains("everything since ");
      assertThat(kubectl(0, "top", gateway)).startsWith("mesh ").contains("memcached");
      assertThat(kubectl(1, "get", "memcachd", gateway))
          .contains("no controller of the mesh is named memcachd; did you mean memcached?");
    }
  }

  /** What it says, in both ways. */
  private String kubectl(int exitCode, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl", "fairlead"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
    return said;
  }
}
