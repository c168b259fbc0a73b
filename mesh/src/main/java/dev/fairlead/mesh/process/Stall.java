package dev.fairlead.mesh.process;

import java.time.Duration;

/**
 * The time that a thread has had without getting done what it was asked for: what it waited, and
 * what it computed. What it was ready to compute and got no processor for does not count: a thread
 * that is starved, by its neighbours or by its container's quota, does not hang. Pure.
 */
final class Stall {

  private final long roundNanos;
  private final long nanosMax;
  private long hadNanos;
  private long cpuNanos = -1;

  /** A stall that is a hang once it has lasted so many rounds. */
  Stall(Duration round, int roundsMax) {
    this.roundNanos = round.toNanos();
    this.nanosMax = round.multipliedBy(roundsMax).toNanos();
  }

  /** It is done. */
  void over() {
    hadNanos = 0;
    cpuNanos = -1;
  }

  /**
   * Another round has gone by.
   *
   * @param waits whether it waits for something
   * @param cpuNanosNow what it has computed since it was born
   * @return whether it hangs
   */
  boolean round(boolean waits, long cpuNanosNow) {
    long computed = cpuNanos < 0 ? 0 : cpuNanosNow - cpuNanos;
    cpuNanos = cpuNanosNow;
    hadNanos += waits ? roundNanos : Math.min(computed, roundNanos);
    return hadNanos >= nanosMax;
  }
}
