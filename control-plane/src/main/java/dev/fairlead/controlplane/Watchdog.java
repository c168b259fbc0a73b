package dev.fairlead.controlplane;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kills the processes it guards when this JVM ends, however it ends. It is a shell that reads from
 * a pipe whose other end only this JVM holds: the kernel closes it even when the JVM is killed,
 * which no shutdown hook survives.
 *
 * <p>Safe for use by many threads.
 */
final class Watchdog implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=
      while read -r verb pid; do
        case $verb in
          guard) pids="$pids $pid" ;;
          forget)
            kept=
            for other in $pids; do [ "$other" = "$pid" ] || kept="$kept $other"; done
            pids=$kept
            ;;
          dismiss) exit ;;
        esac
      done
      [ -z "$pids" ] || kill -KILL $pids
      [ -z "$1" ] || rm -rf -- "$1"
      """;

  private final Process shell;
  private final BufferedWriter orders;

  /**
   * Starts a watchdog.
   *
   * @param rubbish a directory to remove as well when this JVM ends, if any
   */
  Watchdog(@Nullable Path rubbish) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "watchdog"));
    command.add(rubbish == null ? "" : rubbish.toString());
    try {
      shell =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new ControlPlaneException("cannot start the shell that watches the processes", e);
    }
    orders = shell.outputWriter();
  }

  void guard(long pid) {
    if (!order("guard " + pid)) {
      throw new ControlPlaneException(
          "the shell that watches the processes (pid " + shell.pid() + ") is gone");
    }
  }

  void forget(long pid) {
    order("forget " + pid);
  }

  /** Ends the watch. What is guarded lives on. */
  @Override
  public void close() {
    order("dismiss");
  }

  /** Answers false if the shell is gone: then nothing is guarded any more. */
  private synchronized boolean order(String line) {
    try {
      orders.write(line);
      orders.newLine();
      orders.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
