package dev.fairlead.bench.work;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.ChildWatch;
import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Operator;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** An operator at work on a cluster, with somebody who watches the children. */
public record Site(Cluster cluster, ChildWatch children, Operator operator) {

  /** Where the Memcacheds are. */
  public static final String NAMESPACE = "bench";

  /** Where the Leases are. */
  public static final String LEASES = "fairlead-system";

  private static final Duration CALM_MAX = Duration.ofSeconds(60);
  private static final long CALM_WINDOW_MILLIS = 1_000;
  private static final long CALM_CPU_MILLIS = 50;

  /** Waits until something is so; the operator must live meanwhile. */
  void await(String what, Duration limit, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isSo.getAsBoolean()) {
      operator.check();
      if (System.nanoTime() > deadline) {
        throw new BenchException(
            "%s: %s did not come about within %d s"
                .formatted(operator.framework().title(), what, limit.toSeconds()));
      }
      Pause.briefly();
    }
  }

  /** Waits until the operator has nothing to do: it uses less than a twentieth of a processor. */
  void awaitCalm() {
    long deadline = System.nanoTime() + CALM_MAX.toNanos();
    Meter.Reading before = Meter.read(operator.pids());
    while (true) {
      Pause.millis(CALM_WINDOW_MILLIS);
      Meter.Reading now = Meter.read(operator.pids());
      if (now.since(before).operatorMillis() <= CALM_CPU_MILLIS || System.nanoTime() > deadline) {
        return;
      }
      before = now;
    }
  }
}
