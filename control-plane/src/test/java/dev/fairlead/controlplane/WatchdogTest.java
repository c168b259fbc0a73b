package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  /** The JVM that is to die: it guards one process and forgets another. */
  static final class Guardian {
    public static void main(String[] args) throws IOException {
      Watchdog watchdog = new Watchdog(Path.of(args[0]));
      Process guarded = new ProcessBuilder("sleep", "60").start();
      Process forgotten = new ProcessBuilder("sleep", "60").start();
      watchdog.guard(guarded.pid());
      watchdog.guard(forgotten.pid());
      watchdog.forget(forgotten.pid());
      System.out.println(guarded.pid());
      System.out.println(forgotten.pid());
      System.in.read();
    }
  }

  @Test
  void whatIsGuardedDiesWithAJvmThatIsKilled(@TempDir Path parent) throws IOException {
    Path rubbish = Files.createDirectory(parent.resolve("rubbish"));
    Files.writeString(rubbish.resolve("file"), "");
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Guardian.class.getName(),
                rubbish.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = jvm.inputReader()) {
      ProcessHandle guarded = process(output.readLine());
      ProcessHandle forgotten = process(output.readLine());
      assertThat(guarded.isAlive()).isTrue();
      jvm.destroyForcibly();
      await().atMost(SOON).until(() -> !guarded.isAlive() && !Files.exists(rubbish));
      assertThat(forgotten.isAlive()).isTrue();
      forgotten.destroyForcibly();
    }
  }

  private static ProcessHandle process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
