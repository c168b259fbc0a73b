package dev.fairlead.protocol.ownership;

import java.time.Duration;

/**
 * The times of an election; the defaults are those of the design.
 *
 * @param lease how long without a renewal others leave the Lease alone
 * @param renewDeadline how long after the last renewal that succeeded an owner gives up; shorter
 *     than {@code lease}
 * @param retry how often an owner renews, and others look
 * @param permit the longest permit that an owner gives
 * @param alone whether no other process can own anything: a Lease that is not there was never there
 */
public record LeaderElectorSettings(
    Duration lease,
    Duration renewDeadline,
    Duration retry,
    Duration permit,
    boolean alone,
    long seed) {

  /** 15 s, 10 s, 2 s; permits of 5 s; others may be there. */
  public static LeaderElectorSettings defaults(long seed) {
    return new LeaderElectorSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        false,
        seed);
  }

  /** The same with another seed, so that not all of a process look at the same moments. */
  public LeaderElectorSettings with(long other) {
    return new LeaderElectorSettings(lease, renewDeadline, retry, permit, alone, other);
  }
}
