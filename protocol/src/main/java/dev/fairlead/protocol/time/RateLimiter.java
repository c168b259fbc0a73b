package dev.fairlead.protocol.time;

import java.util.Optional;

/**
 * Holds a {@link RateLimit}: a bucket that tokens drip into, of which everything that begins takes
 * one. All there is to know of it is when it will be full (the generic cell rate algorithm of ATM,
 * ITU-T I.371).
 *
 * <p>The bucket is empty when it is begun, so that limiters that follow each other allow no more
 * than one of them would. Not safe for use by several threads. Times are milliseconds of a
 * monotonic clock.
 */
public final class RateLimiter {

  private static final double MICROS_PER_SECOND = 1e6;
  private static final long MICROS_PER_MILLI = 1_000;

  private Optional<RateLimit> limit;
  private boolean begun;

  /** From one token to the next; 0 without a limit. */
  private long dripMicros;

  /** How long the bucket takes to fill. */
  private long depthMicros;

  /** When it is full, if nothing is taken. */
  private long fullMicros;

  /** Until when it was full for the last time: what was taken before does not count any more. */
  private long wasFullMicros;

  /** Without a limit everything may begin. */
  public RateLimiter(Optional<RateLimit> limit) {
    this.limit = limit;
  }

  /** Tells the time first; without effect when it has been told before. */
  public void begin(long nowMillis) {
    if (!begun) {
      begun = true;
      empty(nowMillis * MICROS_PER_MILLI);
    }
  }

  /** Another limit holds from now on. What is in the bucket stays, as far as it has room. */
  public void limit(Optional<RateLimit> other, long nowMillis) {
    if (other.equals(limit)) {
      return;
    }
    long now = nowMillis * MICROS_PER_MILLI;
    double tokens =
        limit.isEmpty() ? 0 : (double) (depthMicros - Math.max(0, fullMicros - now)) / dripMicros;
    limit = other;
    empty(now);
    fullMicros -= Math.min(depthMicros, (long) (tokens * dripMicros));
  }

  /** The limit; empty where there is none. */
  public Optional<RateLimit> limit() {
    return limit;
  }

  /** Whether something may begin now. */
  public boolean allows(long nowMillis) {
    return limit.isEmpty() || opensMicros() <= nowMillis * MICROS_PER_MILLI;
  }

  /** When something may begin, after {@link #allows} has said that it may not now. */
  public long opensMillis() {
    return Math.ceilDiv(opensMicros(), MICROS_PER_MILLI);
  }

  /** Something begins. */
  public void take(long nowMillis) {
    long now = nowMillis * MICROS_PER_MILLI;
    if (fullMicros <= now) {
      fullMicros = now;
      wasFullMicros = now;
    }
    fullMicros += dripMicros;
  }

  /** What began at a time has come to nothing. */
  public void giveBack(long takenMillis) {
    if (takenMillis * MICROS_PER_MILLI >= wasFullMicros) {
      fullMicros -= dripMicros;
    }
  }

  private long opensMicros() {
    return fullMicros - depthMicros + dripMicros;
  }

  private void empty(long now) {
    dripMicros = limit.map(RateLimiter::dripMicros).orElse(0L);
    depthMicros = dripMicros * limit.map(it -> Math.max(1, it.burst())).orElse(1);
    fullMicros = now + depthMicros;
    wasFullMicros = now;
  }

  private static long dripMicros(RateLimit limit) {
    return Math.max(1, (long) Math.ceil(MICROS_PER_SECOND / limit.qps()));
  }
}
