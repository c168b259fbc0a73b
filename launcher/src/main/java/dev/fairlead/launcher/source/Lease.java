package dev.fairlead.launcher.source;

import java.time.Duration;

/**
 * A right that Vault gave for a while: to use a token, or a secret. It is seen to after two thirds
 * of its length, counted from when it was asked for. Pure.
 *
 * @param first how long it was when it was given
 * @param length how long it is since it was renewed last
 * @param sinceNanos when that was asked for, on the monotonic clock
 * @param renewable whether Vault says that it can be renewed
 */
record Lease(Duration first, Duration length, long sinceNanos, boolean renewable) {

  /** Longer than a process lives. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  /** A lease that was given just now. */
  static Lease given(Duration length, long sinceNanos, boolean renewable) {
    return new Lease(length, length, sinceNanos, renewable);
  }

  /** What never ends. */
  static Lease forEver(long sinceNanos) {
    return given(FOR_EVER, sinceNanos, /* renewable= */ false);
  }

  /** The same after a renewal. */
  Lease renewed(Duration other, long nanos, boolean again) {
    return new Lease(first, other, nanos, again);
  }

  /** How long until it is to be seen to. */
  Duration untilDue(long nanos) {
    return length.multipliedBy(2).dividedBy(3).minusNanos(nanos - sinceNanos);
  }

  /** Whether it has ended. */
  boolean over(long nanos) {
    return length.minusNanos(nanos - sinceNanos).compareTo(Duration.ZERO) <= 0;
  }

  /** Whether it comes to the longest that Vault gives it: each renewal is then shorter. */
  boolean running() {
    return length.multipliedBy(2).compareTo(first) < 0;
  }
}
