package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.RunRecord.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir private Path directory;

  @Test
  void whatToDoMustBeSaid() {
    CommandRun run = run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .isEqualTo(
            "What to do is missing. Usage: fairlead control-plane (up | down) [--directory=D]\n");
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun run = run("up", "--directory", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).startsWith(file + " is a file; --directory must name a directory");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path below = Files.createFile(directory.resolve("file")).resolve("below");
    CommandRun run = run("up", "--directory", below.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("cannot make the directory " + below, "--directory");
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("--help"))
        .extracting(CommandRun::exitCode, CommandRun::errors)
        .containsExactly(0, "");
    assertThat(run("up", "--help").output()).contains("--directory");
  }

  @Test
  void whereNothingRunsThereIsNothingToEnd() {
    CommandRun run = run("down", "--directory", directory.resolve("none").toString());
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
    CommandRun run = run("down", "--directory", directory.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains(record + " does not record processes");
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }
}
