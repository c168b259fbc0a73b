package dev.fairlead.mesh.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link TestMember} in a JVM of its own. Everything it has said can be waited for. */
final class MemberJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Writer input;
  private final List<String> said = new ArrayList<>();
  private int read;
  private int clusterPort;
  private int busPort;

  private MemberJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = process.outputWriter(UTF_8);
    Thread.ofVirtual().start(this::listen);
  }

  /** Starts one and waits until it listens. */
  static MemberJvm start(String name, String... options) {
    MemberJvm member = launch(name, options);
    member.awaitReady();
    return member;
  }

  void awaitReady() {
    String[] words = waitFor("READY ").split(" ", 3);
    clusterPort = Integer.parseInt(words[1]);
    busPort = Integer.parseInt(words[2]);
  }

  static MemberJvm launch(String name, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                TestMember.class.getName(),
                "name=" + name));
    command.addAll(List.of(options));
    try {
      return new MemberJvm(name, new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "127.0.0.1:" + clusterPort;
  }

  int clusterPort() {
    return clusterPort;
  }

  int busPort() {
    return busPort;
  }

  Process process() {
    return process;
  }

  void tell(String command) {
    try {
      input.write(command + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells a command and waits for what it says then. */
  String ask(String command, String prefix) {
    tell(command);
    return waitFor(prefix);
  }

  /** The first line, of those that no call has passed yet, that contains the text. */
  synchronized String waitFor(String text) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      while (read < said.size()) {
        String line = said.get(read++);
        if (line.contains(text)) {
          return line;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "%s did not say '%s', but:%n%s".formatted(name, text, String.join("\n", said)));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Whether it has said so, ever. */
  synchronized boolean hasSaid(String text) {
    return said.stream().anyMatch(line -> line.contains(text));
  }

  /** As the kernel would, without a last word. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (this) {
          said.add(line);
          notifyAll();
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
