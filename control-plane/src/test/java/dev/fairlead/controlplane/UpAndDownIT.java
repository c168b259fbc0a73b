package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.junit.RealControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealControlPlane(controllers = Controllers.WORKLOADS)
class UpAndDownIT {

  @TempDir private Path directory;

  @AfterEach
  void takeDown() {
    run("down");
  }

  @Test
  void itStaysUpUntilItIsTakenDown() throws IOException {
    assertThat(run("up")).isEqualTo(up());
    assertThat(run("up"))
        .isEqualTo(new CommandRun(0, up().output(), "control plane: already running\n"));
    RunRecord record = record();
    assertThat(record.complete()).isTrue();
    assertThat(run("down").output())
        .containsPattern("(?s)ended kwok .*ended kube-apiserver .*ended etcd ");
    assertThat(record.alive()).isEmpty();
  }

  @Test
  void whatIsLeftOfACrashIsReplaced() throws IOException {
    run("up");
    RunRecord crashed = record();
    ProcessHandle victim = crashed.alive().getFirst().process().orElseThrow();
    victim.destroyForcibly();
    victim.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(run("up")).isEqualTo(up());
    assertThat(crashed.alive()).isEmpty();
    assertThat(record().complete()).isTrue();
  }

  private CommandRun up() {
    return new CommandRun(0, "kubeconfig: " + directory.resolve("kubeconfig") + "\n", "");
  }

  private CommandRun run(String command) {
    return CommandRun.of(command, "--directory", directory.toString());
  }

  private RunRecord record() throws IOException {
    return RunRecord.read(new Layout(directory).runRecord());
  }
}
