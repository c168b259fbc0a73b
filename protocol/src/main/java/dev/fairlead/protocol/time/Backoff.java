package dev.fairlead.protocol.time;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Exponential backoff with jitter: {@code min} after the first failure, doubling with every further
 * one up to {@code max}, then made longer by a random share of itself.
 */
public final class Backoff {

  private long minMillis;
  private long maxMillis;
  private final double jitter;
  private final SplittableRandom random;

  /** Creates a backoff; {@code jitter} is the largest share that is added, such as 0.1 or 1.0. */
  public Backoff(Duration min, Duration max, double jitter, long seed) {
    this.minMillis = min.toMillis();
    this.maxMillis = max.toMillis();
    this.jitter = jitter;
    this.random = new SplittableRandom(seed);
  }

  /** Waits between these numbers from now on. */
  public void between(Duration min, Duration max) {
    minMillis = min.toMillis();
    maxMillis = max.toMillis();
  }

  /** How long to wait after this many failures in a row, 1 or more. */
  public long delayMillis(int failures) {
    int doublings = Math.clamp(failures - 1, 0, 40);
    long base = Math.min(maxMillis, minMillis << doublings);
    return base + (long) (base * jitter * random.nextDouble());
  }
}
