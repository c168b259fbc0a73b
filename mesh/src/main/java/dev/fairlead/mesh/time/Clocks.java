package dev.fairlead.mesh.time;

import java.util.function.LongSupplier;

/**
 * The monotonic clock that all times of a machine are taken from, and the wall clock beside it. The
 * monotonic clock stands still while the machine is suspended; the wall clock does not. Not
 * thread-safe.
 */
public final class Clocks {

  /** A difference beyond this between two looks is taken for a suspension, or for a set clock. */
  public static final long DIVERGENCE_MILLIS = 200;

  private final LongSupplier monotonicMillis;
  private final LongSupplier wallMillis;
  private long lead;

  /** Two clocks that are together now. */
  public Clocks(LongSupplier monotonicMillis, LongSupplier wallMillis) {
    this.monotonicMillis = monotonicMillis;
    this.wallMillis = wallMillis;
    this.lead = wallMillis.getAsLong() - monotonicMillis.getAsLong();
  }

  /** The clocks of a process. */
  public static Clocks of(Timekeeper time) {
    return new Clocks(time::monotonicMillis, time::millis);
  }

  /** The time that machines are given. */
  public long nowMillis() {
    return monotonicMillis.getAsLong();
  }

  /** Whether the two have come apart since this was last asked. */
  public boolean diverged() {
    long now = wallMillis.getAsLong() - monotonicMillis.getAsLong();
    boolean diverged = Math.abs(now - lead) > DIVERGENCE_MILLIS;
    lead = now;
    return diverged;
  }
}
