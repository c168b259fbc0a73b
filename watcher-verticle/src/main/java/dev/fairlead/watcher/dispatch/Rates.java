package dev.fairlead.watcher.dispatch;

import java.util.Arrays;

/** How many attempts ended, and how many of them in error, in each second of the last minute. */
final class Rates {

  private static final int SECONDS = 60;

  private final long[] second = new long[SECONDS];
  private final int[] ended = new int[SECONDS];
  private final int[] failed = new int[SECONDS];

  Rates() {
    Arrays.fill(second, Long.MIN_VALUE);
  }

  void ended(long nowMillis, boolean error) {
    long now = Math.floorDiv(nowMillis, 1000L);
    int slot = (int) Math.floorMod(now, (long) SECONDS);
    if (second[slot] != now) {
      second[slot] = now;
      ended[slot] = 0;
      failed[slot] = 0;
    }
    ended[slot]++;
    if (error) {
      failed[slot]++;
    }
  }

  double endedPerSecond(long nowMillis) {
    return perSecond(ended, nowMillis);
  }

  double failedPerSecond(long nowMillis) {
    return perSecond(failed, nowMillis);
  }

  private double perSecond(int[] counts, long nowMillis) {
    long now = Math.floorDiv(nowMillis, 1000L);
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] > now - SECONDS && second[slot] <= now) {
        sum += counts[slot];
      }
    }
    return (double) sum / SECONDS;
  }
}
