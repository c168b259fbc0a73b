package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.meter.Meter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Where processes are started, and on what.
 *
 * @param cluster the API server
 * @param kubeconfig of its administrator
 * @param repository where the operators have been built
 * @param logs where their output goes
 */
public record Ground(Cluster cluster, Path kubeconfig, Path repository, Path logs) {

  private static final Duration CALM_MAX = Duration.ofSeconds(20);
  private static final long CALM_WINDOW_MILLIS = 1_000;
  private static final long CALM_CPU_MILLIS = 80;

  /** So many ports on loopback that are free at the moment. */
  static List<Integer> freePorts(int count) {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = taken.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : taken) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new BenchException("no free port: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until something is so.
   *
   * @throws BenchException if it takes too long
   */
  static void await(String what, Duration limit, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new BenchException(
            "%s did not come about within %d s".formatted(what, limit.toSeconds()));
      }
      Pause.briefly();
    }
  }

  /** Waits until processes have done what they do after their start, at most for a while. */
  static void awaitCalm(List<Long> pids) {
    long deadline = System.nanoTime() + CALM_MAX.toNanos();
    Meter.Reading before = Meter.read(pids);
    while (System.nanoTime() < deadline) {
      Pause.millis(CALM_WINDOW_MILLIS);
      Meter.Reading now = Meter.read(pids);
      if (now.since(before).operatorMillis() <= CALM_CPU_MILLIS) {
        return;
      }
      before = now;
    }
  }
}
