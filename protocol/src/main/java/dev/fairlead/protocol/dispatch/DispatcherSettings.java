package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.time.Backoff;
import dev.fairlead.protocol.time.RateLimit;
import java.time.Duration;
import java.util.Optional;

/** The times and bounds of an owner; the defaults are those of the design. */
public record DispatcherSettings(
    Duration permit,
    Duration assignResend,
    Duration workerSilence,
    Duration settleAfter,
    Duration lonelyAfter,
    Duration backoffMin,
    Duration backoffMax,
    QueueLimits limits,
    Optional<RateLimit> rate,
    long seed) {

  private static final double BACKOFF_JITTER = 0.1;

  /** Permits of 5 s, client-go's backoff of 5 ms to 1000 s. */
  public static DispatcherSettings defaults(long seed) {
    return new DispatcherSettings(
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMillis(5),
        Duration.ofSeconds(1000),
        QueueLimits.DEFAULTS,
        Optional.empty(),
        seed);
  }

  /** How long keys that fail wait. */
  Backoff backoff() {
    return new Backoff(backoffMin, backoffMax, BACKOFF_JITTER, seed + 1);
  }

  /** The same with other permits; a worker is silent when the last that it can have has ended. */
  public DispatcherSettings withPermit(Duration other) {
    return new DispatcherSettings(
        other,
        assignResend,
        other,
        settleAfter,
        lonelyAfter,
        backoffMin,
        backoffMax,
        limits,
        rate,
        seed);
  }

  /** The same with another backoff of keys that fail. */
  public DispatcherSettings withBackoff(Duration min, Duration max) {
    return new DispatcherSettings(
        permit,
        assignResend,
        workerSilence,
        settleAfter,
        lonelyAfter,
        min,
        max,
        limits,
        rate,
        seed);
  }

  /** The same with another limit on how many attempts begin; without one, as workers take them. */
  public DispatcherSettings withRate(Optional<RateLimit> other) {
    return new DispatcherSettings(
        permit,
        assignResend,
        workerSilence,
        settleAfter,
        lonelyAfter,
        backoffMin,
        backoffMax,
        limits,
        other,
        seed);
  }

  /** The same with other bounds of the queue. */
  public DispatcherSettings withLimits(QueueLimits other) {
    return new DispatcherSettings(
        permit,
        assignResend,
        workerSilence,
        settleAfter,
        lonelyAfter,
        backoffMin,
        backoffMax,
        other,
        rate,
        seed);
  }
}
