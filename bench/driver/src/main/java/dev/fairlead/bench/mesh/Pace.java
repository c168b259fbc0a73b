package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.Pause;

/**
 * How fast attempts go.
 *
 * @param attempts that were given out
 * @param seconds meanwhile
 */
record Pace(long attempts, double seconds) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long MILLIS_PER_SECOND = 1_000;

  /** Looks at a controller for a while. */
  static Pace of(Gateway gateway, String controller, int seconds) {
    long before = gateway.attempts(controller);
    long began = System.nanoTime();
    Pause.millis(seconds * MILLIS_PER_SECOND);
    long after = gateway.attempts(controller);
    if (before == 0 || after <= before) {
      throw new BenchException(
          "nobody tells how many attempts of %s there were".formatted(controller));
    }
    return new Pace(after - before, (System.nanoTime() - began) / NANOS_PER_SECOND);
  }

  double perSecond() {
    return attempts / seconds;
  }
}
