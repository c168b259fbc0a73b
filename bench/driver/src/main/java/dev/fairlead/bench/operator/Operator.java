package dev.fairlead.bench.operator;

import dev.fairlead.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running operator, or one process of it: one process, and those that it starts. Closing ends it,
 * and so does the end of the bench.
 */
public final class Operator implements AutoCloseable {

  private static final Duration STOP_MAX = Duration.ofSeconds(40);

  private final Framework framework;
  private final Process process;
  private final Path log;
  private final long startedNanos;
  private final Thread atExit;

  private Operator(Framework framework, Process process, Path log, long startedNanos) {
    this.framework = framework;
    this.process = process;
    this.log = log;
    this.startedNanos = startedNanos;
    this.atExit = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts the operator of a framework on a cluster; what it says is appended to a log. */
  public static Operator start(Framework framework, Path repository, Path kubeconfig, Path logs) {
    return start(
        framework,
        framework.command(repository, kubeconfig),
        kubeconfig,
        logs.resolve(framework.id() + ".log"));
  }

  /** Starts one process of an operator; what it says is appended to its log. */
  public static Operator start(
      Framework framework, List<String> command, Path kubeconfig, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Every Pod has another one, and some take it for their identity.
    builder.environment().put("HOSTNAME", log.getFileName().toString().replace(".log", ""));
    builder.environment().putAll(framework.environment());
    try {
      long now = System.nanoTime();
      return new Operator(framework, builder.start(), log, now);
    } catch (IOException e) {
      throw new BenchException(
          "%s cannot be started: %s; bench/build makes it".formatted(framework.title(), e));
    }
  }

  /** Which framework it runs on. */
  public Framework framework() {
    return framework;
  }

  /** {@link System#nanoTime} when its process was started. */
  public long startedNanos() {
    return startedNanos;
  }

  /** Its processes that live. */
  public List<Long> pids() {
    List<Long> pids = new ArrayList<>(List.of(process.pid()));
    process.descendants().map(ProcessHandle::pid).forEach(pids::add);
    return pids;
  }

  /** All that it and those before it with the same log have said. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new BenchException("the log of %s cannot be read: %s".formatted(log, e), e);
    }
  }

  /**
   * Checks that it lives.
   *
   * @throws BenchException if it has ended
   */
  public void check() {
    if (!process.isAlive()) {
      throw new BenchException(
          "%s has ended with code %d; see %s"
              .formatted(framework.title(), process.exitValue(), log));
    }
  }

  /** Ends it without a warning, as {@code kill -9} does, and does not wait. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end, by SIGTERM, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw BenchException.interrupted();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The bench ends already, and the hook finds nothing to do.
    }
  }
}
