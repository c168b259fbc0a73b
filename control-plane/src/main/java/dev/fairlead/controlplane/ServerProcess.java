package dev.fairlead.controlplane;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One run of one program: a process in a session of its own, whose output is appended to a log
 * file. Not safe for use by many threads.
 */
final class ServerProcess {

  static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
  private static final int TAIL_LINES = 15;

  private final Program program;
  private final Path log;
  private final long logStart;
  private final Watchdog watchdog;
  private final Process process;

  ServerProcess(Program program, Path executable, List<String> flags, Path log, Watchdog watchdog) {
    this.program = program;
    this.log = log;
    this.watchdog = watchdog;
    List<String> command = new ArrayList<>(DETACHED);
    command.add(executable.toString());
    command.addAll(flags);
    try {
      logStart = Files.exists(log) ? Files.size(log) : 0;
      process =
          new ProcessBuilder(command)
              .redirectInput(NOTHING)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new ControlPlaneException("cannot start " + executable, e);
    }
    watchdog.guard(process.pid());
  }

  /**
   * Both leave the process with its pid and spare it the terminal's signals: Ctrl-C is for this
   * JVM, which ends what it started in its own order.
   */
  private static final List<String> DETACHED =
      Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, "setsid")))
          ? List.of("setsid")
          : List.of("nohup");

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Blocks until the probe succeeds; fails as soon as the process has ended, or after two minutes.
   */
  void awaitReady(BooleanSupplier probe) {
    long began = System.nanoTime();
    while (!probe.getAsBoolean()) {
      if (endedWithin(PROBE_INTERVAL)) {
        throw new ControlPlaneException(
            "%s ended with exit code %d while starting; %s"
                .formatted(program.fileName(), process.exitValue(), tail()));
      }
      if (System.nanoTime() - began > START_MAX.toNanos()) {
        throw new ControlPlaneException(
            "%s was not ready %d s after its start; %s"
                .formatted(program.fileName(), START_MAX.toSeconds(), tail()));
      }
    }
  }

  /** Says whether it has ended for want of a port that another process holds. */
  boolean foundPortTaken() {
    return !process.isAlive() && output().anyMatch(line -> line.contains("address already in use"));
  }

  /** Asks it to end and blocks until it has; after twenty seconds it is killed. */
  void terminate() {
    resume();
    process.destroy();
    if (!endedWithin(STOP_MAX)) {
      kill();
    }
    watchdog.forget(process.pid());
  }

  /** Kills it, which needs no consent, and blocks until it is gone. */
  void kill() {
    process.destroyForcibly();
    if (!endedWithin(STOP_MAX)) {
      throw new ControlPlaneException(
          "%s (pid %d) does not die".formatted(program.fileName(), process.pid()));
    }
    watchdog.forget(process.pid());
  }

  /** Stops it in its tracks: it keeps its sockets and answers nothing until {@link #resume}. */
  void pause() {
    signal("STOP");
    // One of its threads has to run to see the signal; on a busy machine the others go on till
    // then.
    while (!stopped() && !endedWithin(PROBE_INTERVAL)) {}
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new ControlPlaneException(
            "cannot send SIG%s to %s (pid %d)".formatted(name, program.fileName(), process.pid()));
      }
    } catch (IOException e) {
      throw new ControlPlaneException("cannot send SIG" + name + " to " + program.fileName(), e);
    } catch (InterruptedException e) {
      throw ControlPlaneException.interrupted("sending SIG" + name + " to " + program.fileName());
    }
  }

  /** Whether the kernel has stopped it. Where there is no /proc to ask, it is taken for granted. */
  private boolean stopped() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return true;
    }
  }

  private boolean endedWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw ControlPlaneException.interrupted("waiting for " + program.fileName());
    }
  }

  private String tail() {
    List<String> lines = output().toList();
    return "its log, %s, ends:\n%s"
        .formatted(
            log,
            String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
  }

  /** What this run has written to the log. */
  private Stream<String> output() {
    try {
      byte[] all = Files.readAllBytes(log);
      int start = (int) Math.min(logStart, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      return Stream.of("(cannot be read: " + e.getMessage() + ")");
    }
  }
}
