package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.time.Backoff;
import java.time.Duration;

/** The times and bounds of an owner; the defaults are those of the design. */
public record DispatcherSettings(
    Duration permit,
    Duration assignResend,
    Duration workerSilence,
    Duration settleAfter,
    Duration lonelyAfter,
    Duration backoffMin,
    Duration backoffMax,
    Duration agePerPriority,
    int reasonsMax,
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
        Duration.ofSeconds(10),
        16,
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
        agePerPriority,
        reasonsMax,
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
        agePerPriority,
        reasonsMax,
        seed);
  }

  /** The same with another time after which a key is a priority more urgent. */
  public DispatcherSettings withAgePerPriority(Duration other) {
    return new DispatcherSettings(
        permit,
        assignResend,
        workerSilence,
        settleAfter,
        lonelyAfter,
        backoffMin,
        backoffMax,
        other,
        reasonsMax,
        seed);
  }
}
