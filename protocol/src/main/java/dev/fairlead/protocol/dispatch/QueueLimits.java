package dev.fairlead.protocol.dispatch;

import java.time.Duration;

/**
 * The bounds of an owner's queue. The queue itself has a state for each key that is not idle, so
 * the number of objects bounds it.
 *
 * @param inFlightMax how many attempts run at a time, however much credit workers have
 * @param agePerPriority how long a key waits for each priority above its own before its turn comes
 *     by age
 * @param reasonsMax how many reasons of one key are kept; further ones are left out
 */
public record QueueLimits(int inFlightMax, Duration agePerPriority, int reasonsMax) {

  /** As many as workers have credit for; ten seconds; sixteen. */
  public static final QueueLimits DEFAULTS =
      new QueueLimits(Integer.MAX_VALUE, Duration.ofSeconds(10), 16);

  /** The same with another time after which a key's turn comes by age. */
  public QueueLimits withAgePerPriority(Duration other) {
    return new QueueLimits(inFlightMax, other, reasonsMax);
  }
}
