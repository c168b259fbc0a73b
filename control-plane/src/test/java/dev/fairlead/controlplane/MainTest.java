package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.RunRecord.Entry;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  private record Run(int exitCode, String output, String errors) {}

  @TempDir private Path directory;

  @Test
  void whatToDoMustBeSaid() {
    Run run = run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .isEqualTo(
            "What to do is missing. Usage: fairlead control-plane (up | down) [--directory=D]\n");
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Run run = run("up", "--directory", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).startsWith(file + " is a file; --directory must name a directory");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path below = Files.createFile(directory.resolve("file")).resolve("below");
    Run run = run("up", "--directory", below.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("cannot make the directory " + below, "--directory");
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("--help")).extracting(Run::exitCode, Run::errors).containsExactly(0, "");
    assertThat(run("up", "--help").output()).contains("--directory");
  }

  @Test
  void whereNothingRunsThereIsNothingToEnd() {
    Run run = run("down", "--directory", directory.resolve("none").toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).startsWith("nothing was running in ");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void aStrangerWithARecordedPidIsLeftAlone() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    new RunRecord(
            List.of(new Entry(Program.ETCD, stranger.pid(), Instant.now(), Path.of("/cache/etcd"))))
        .write(new Layout(directory).runRecord());
    assertThat(run("down", "--directory", directory.toString()).output())
        .startsWith("nothing was running");
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  @Test
  void aRecordThatIsNoneIsNamed() throws IOException {
    Path record = new Layout(directory).runRecord();
    Files.writeString(record, "nonsense");
    Run run = run("down", "--directory", directory.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains(record + " does not record processes");
  }

  @Nested
  @RealControlPlane(controllers = Controllers.WORKLOADS)
  class OnceBuilt {

    @Test
    void itStaysUpUntilItIsTakenDown() throws IOException {
      String kubeconfig = "kubeconfig: " + directory.resolve("kubeconfig") + "\n";
      try {
        assertThat(run("up", "--directory", directory.toString()))
            .isEqualTo(new Run(0, kubeconfig, ""));
        RunRecord record = RunRecord.read(new Layout(directory).runRecord());
        assertThat(run("up", "--directory", directory.toString()))
            .isEqualTo(new Run(0, kubeconfig, "control plane: already running\n"));

        record.alive().getFirst().process().ifPresent(ProcessHandle::destroyForcibly);
        assertThat(run("up", "--directory", directory.toString()))
            .isEqualTo(new Run(0, kubeconfig, ""));
        assertThat(record.alive()).isEmpty();
      } finally {
        RunRecord record = RunRecord.read(new Layout(directory).runRecord());
        assertThat(record.complete()).isTrue();
        assertThat(run("down", "--directory", directory.toString()).output())
            .containsPattern("(?s)ended kwok .*ended kube-apiserver .*ended etcd ");
        assertThat(record.alive()).isEmpty();
      }
    }
  }

  private static Run run(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command =
        Main.commandLine(Map.of())
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true));
    int exitCode = command.execute(arguments);
    return new Run(exitCode, output.toString(), errors.toString());
  }
}
