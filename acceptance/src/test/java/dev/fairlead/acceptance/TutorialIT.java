package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of docs/TUTORIAL.md, as it stands there: a project is written, built, tested, run
 * on a real API server, given one more kind, and run again as the ServiceAccount of its own
 * manifests. Only {@code ./fairlead} is one that builds nothing, since all is built.
 */
@RealControlPlane(controllers = Controllers.WORKLOADS)
class TutorialIT {

  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final int COMMANDS_TO_A_RUNNING_OPERATOR = 10;

  /** How the shell waits for a command in the background, and what is left behind by a failure. */
  private static final String PROLOGUE =
      """
      set -euo pipefail
      began=0
      background() { ((++began)); "$@" >"$OUT/background-$began.log" 2>&1 & }
      ready() {
        local -
        set +x
        for _ in $(seq 3000); do
          ! grep -q ' is ready' "$OUT/background-$began.log" || return 0
          kill -0 $! || break
          sleep 0.1
        done
        cat "$OUT/background-$began.log"
        return 1
      }
      trap 'kill $(jobs -p) || true; "$FAIRLEAD" control-plane down --directory "$OUT/cluster"' EXIT
      set -x
      """;

  @TempDir private Path directory;

  @Test
  void everyCommandOfTheTutorialWorks() throws Exception {
    assumeTrue(isOnPath("kubectl"), "kubectl is not installed");
    Path repository = LocalRepository.in(directory.resolve("repository"));
    Path checkout = Files.createDirectory(directory.resolve("fairlead"));
    Path fairlead = fairlead(checkout);
    Path script = Files.write(directory.resolve("tutorial.sh"), script());

    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("tutorial.log").toFile());
    int port = freePort();
    builder
        .environment()
        .putAll(
            Map.of(
                "FAIRLEAD",
                fairlead.toString(),
                "OUT",
                directory.toString(),
                "MAVEN_OPTS",
                "-Dmaven.repo.local=" + repository,
                "FAIRLEAD_GATEWAY_PORT",
                String.valueOf(port),
                "FAIRLEAD_MANAGEMENT_PORT",
                "0",
                "FAIRLEAD_GATEWAY",
                "http://127.0.0.1:" + port,
                "JAVA_OPTS",
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    Process tutorial = builder.start();
    boolean ended = tutorial.waitFor(10, TimeUnit.MINUTES);
    if (!ended) {
      tutorial.destroy();
    }

    String said = Files.readString(directory.resolve("tutorial.log"));
    assertThat(ended).as(said).isTrue();
    assertThat(tutorial.exitValue()).as(said).isZero();
    assertThat(said)
        .contains("Tests run: 4, Failures: 0")
        .contains("oven.bakery.example.com/example condition met")
        .contains("tray.bakery.example.com/example condition met")
        .contains("All is as desired");
    assertThat(said.lines().filter(line -> line.contains("forbidden"))).isEmpty();
    assertThat(directory.resolve("background-2.log"))
        .content()
        .doesNotContain("forbidden", "Exception");
  }

  @Test
  void tenCommandsAreEnough() throws IOException {
    List<String> commands =
        commands().takeWhile(command -> !command.contains("new --add")).toList();

    assertThat(commands).hasSizeLessThanOrEqualTo(COMMANDS_TO_A_RUNNING_OPERATOR);
    assertThat(commands.getFirst()).startsWith("./fairlead new ");
    assertThat(commands).anyMatch(command -> command.startsWith("./operator why "));
  }

  private static List<String> script() throws IOException {
    return Stream.concat(
            PROLOGUE.lines(),
            commands()
                .map(command ->
                    command.endsWith(" &")
                        ? "background env %s; ready".formatted(command.replaceFirst(" &$", ""))
                        : command.replace("kill %%", "kill %%; wait %%")))
        .toList();
  }

  private static Stream<String> commands() throws IOException {
    String tutorial = Files.readString(Path.of("..", "docs", "TUTORIAL.md"));
    return COMMANDS
        .matcher(tutorial)
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.isBlank());
  }

  private static Path fairlead(Path checkout) throws IOException {
    Path fairlead = checkout.resolve("fairlead");
    Files.writeString(
        fairlead,
        """
        #!/usr/bin/env bash
        main=dev.fairlead.distribution.Main
        if [[ $1 == control-plane ]]; then main=dev.fairlead.controlplane.Main; shift; fi
        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' $main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(fairlead.toFile().setExecutable(true)).isTrue();
    return fairlead;
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
