package dev.fairlead.protocol.time;

/**
 * How far the clocks of two processes may differ in speed. Who waits for another's time to end
 * waits longer; who promises to end by another's clock ends earlier.
 */
public final class Drift {

  private static final double MOST = 0.02;

  private Drift() {}

  /** A time after which this time has surely passed by another's clock. */
  public static long longer(long millis) {
    return (long) Math.ceil(millis * (1 + MOST));
  }

  /** A time that has surely passed when this time has passed by another's clock. */
  public static long shorter(long millis) {
    return (long) (millis * (1 - MOST));
  }
}
