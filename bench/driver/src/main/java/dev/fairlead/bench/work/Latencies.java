package dev.fairlead.bench.work;

import java.util.Arrays;

/**
 * How long children took, from the acknowledgement of what causes them to the moment they were
 * seen.
 */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sortedNanos;

  private Latencies(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  static Latencies of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  /** The time within which so many of a hundred came; the nearest rank. 0 if there are none. */
  double percentileMillis(double percent) {
    if (sortedNanos.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    // A child may be seen before the answer to what caused it has come.
    return Math.max(0, sortedNanos[Math.max(rank, 1) - 1]) / NANOS_PER_MILLI;
  }
}
