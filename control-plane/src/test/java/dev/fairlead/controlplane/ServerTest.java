package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts play the program. */
class ServerTest {

  @TempDir private Path directory;
  private final Watchdog watchdog = new Watchdog(null);
  private final List<Integer> ports = new ArrayList<>();

  @AfterEach
  void dismiss() {
    watchdog.close();
  }

  @Test
  void aFailureToStartQuotesTheLog() {
    Server server = server("echo no such flag; exit 3", port -> false);
    assertThatThrownBy(server::start)
        .isInstanceOf(ControlPlaneException.class)
        .hasMessageContaining("etcd ended with exit code 3")
        .hasMessageEndingWith("no such flag");
    assertThat(server.handle()).isEmpty();
  }

  @Test
  void theLogOfAnEarlierRunIsNotQuoted() throws Exception {
    Files.writeString(log(), "an earlier failure\n");
    assertThatThrownBy(server("echo this one; exit 1", port -> false)::start)
        .hasMessageContaining("this one")
        .hasMessageNotContaining("an earlier failure");
  }

  @Test
  void aPortThatIsTakenIsGivenUpForAnother() {
    Path second = directory.resolve("second");
    Server server =
        server(
            "test -e %1$s && exec sleep 60; touch %1$s; echo address already in use; exit 1"
                .formatted(second),
            port -> ports.size() == 2);
    server.start();
    assertThat(ports).hasSize(2);
    assertThat(server.port()).isEqualTo(ports.getLast());
    server.kill();
  }

  @Test
  void thereIsAnEndToTryingPorts() {
    assertThatThrownBy(server("echo address already in use; exit 1", port -> false)::start)
        .hasMessageContaining("address already in use");
    assertThat(ports).hasSize(5);
  }

  @Test
  void itKeepsItsPortOverRestarts() {
    Server server = server("exec sleep 60", port -> true);
    server.start();
    server.start();
    server.stop();
    server.start();
    server.kill();
    assertThat(ports).hasSize(2).containsOnly(server.port());
  }

  @Test
  void whatHasEndedByItselfIsStartedAgain() {
    Server server = server("exec sleep 60", port -> true);
    server.start();
    ProcessHandle first = server.handle().orElseThrow();
    first.destroyForcibly();
    first.onExit().join();
    server.start();
    assertThat(server.handle().orElseThrow().pid()).isNotEqualTo(first.pid());
    server.kill();
  }

  @Test
  void aFrozenOneCanBeStopped() {
    Server server = server("exec sleep 60", port -> true);
    server.start();
    ProcessHandle process = server.handle().orElseThrow();
    server.pause();
    server.stop();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void whatDoesNotRunNeedNotBeStopped() {
    Server server = server("exec sleep 60", port -> true);
    assertThatCode(
            () -> {
              server.stop();
              server.kill();
              server.pause();
              server.resume();
            })
        .doesNotThrowAnyException();
  }

  private Path log() {
    return directory.resolve("log");
  }

  private Server server(String script, IntPredicate ready) {
    return new Server(
        Program.ETCD,
        Path.of("/bin/sh"),
        log(),
        watchdog,
        port -> {
          ports.add(port);
          return List.of("-c", script);
        },
        ready);
  }
}
