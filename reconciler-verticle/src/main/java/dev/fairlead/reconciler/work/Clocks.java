package dev.fairlead.reconciler.work;

import dev.fairlead.mesh.time.Timekeeper;
import java.util.function.LongSupplier;

/**
 * The monotonic clock that all times of a worker are taken from, and the wall clock beside it. The
 * monotonic clock stands still while the machine is suspended; the wall clock does not. Not
 * thread-safe.
 */
final class Clocks {

  /** A difference beyond this between two looks is taken for a suspension, or for a set clock. */
  static final long DIVERGENCE_MILLIS = 200;

  private final LongSupplier monotonicMillis;
  private final LongSupplier wallMillis;
  private long lead;

  Clocks(LongSupplier monotonicMillis, LongSupplier wallMillis) {
    this.monotonicMillis = monotonicMillis;
    this.wallMillis = wallMillis;
    this.lead = wallMillis.getAsLong() - monotonicMillis.getAsLong();
  }

  static Clocks of(Timekeeper time) {
    return new Clocks(time::monotonicMillis, time::millis);
  }

  long nowMillis() {
    return monotonicMillis.getAsLong();
  }

  /** Whether the two have come apart since this was last asked. */
  boolean diverged() {
    long now = wallMillis.getAsLong() - monotonicMillis.getAsLong();
    boolean diverged = Math.abs(now - lead) > DIVERGENCE_MILLIS;
    lead = now;
    return diverged;
  }
}
