package dev.fairlead.controlplane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One program of a control plane, which listens on a port of the loopback interface. Its first
 * start finds a free port; later ones use the same. Safe for use by many threads.
 */
final class Server {

  private static final int PORT_ATTEMPTS_MAX = 5;

  private final Program program;
  private final Path executable;
  private final Path log;
  private final Watchdog watchdog;
  private final IntFunction<List<String>> flags;
  private final IntPredicate ready;

  private int port;
  private @Nullable ServerProcess process;

  /**
   * Describes a server that does not run yet.
   *
   * @param flags its flags, given the port
   * @param ready whether it answers on the port
   */
  Server(
      Program program,
      Path executable,
      Path log,
      Watchdog watchdog,
      IntFunction<List<String>> flags,
      IntPredicate ready) {
    this.program = program;
    this.executable = executable;
    this.log = log;
    this.watchdog = watchdog;
    this.flags = flags;
    this.ready = ready;
  }

  Program program() {
    return program;
  }

  /** The port it listens on, or 0 before its first start. */
  synchronized int port() {
    return port;
  }

  synchronized Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(ServerProcess::handle);
  }

  /** Starts it unless it runs, and blocks until it is ready. */
  synchronized void start() {
    if (process != null && process.handle().isAlive()) {
      return;
    }
    // Between finding a free port and listening on it, another process may take it.
    for (int attempt = 1; ; attempt++) {
      int candidate = port == 0 ? freePort() : port;
      ServerProcess started =
          new ServerProcess(program, executable, flags.apply(candidate), log, watchdog);
      try {
        started.awaitReady(() -> ready.test(candidate));
        port = candidate;
        process = started;
        return;
      } catch (ControlPlaneException e) {
        boolean again = port == 0 && started.foundPortTaken() && attempt < PORT_ATTEMPTS_MAX;
        started.kill();
        if (!again) {
          throw e;
        }
      }
    }
  }

  /** Asks it to end, and blocks until it has. */
  synchronized void stop() {
    if (process != null) {
      process.terminate();
      process = null;
    }
  }

  /** Kills it, and blocks until it is gone. */
  synchronized void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Stops it in its tracks: it keeps its sockets and answers nothing until {@link #resume}. */
  synchronized void pause() {
    if (process != null) {
      process.pause();
    }
  }

  synchronized void resume() {
    if (process != null) {
      process.resume();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ControlPlaneException("there is no free port on the loopback interface", e);
    }
  }
}
