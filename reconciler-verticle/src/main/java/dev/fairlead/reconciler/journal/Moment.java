package dev.fairlead.reconciler.journal;

import java.time.Instant;

/**
 * A point in time by both clocks of the machine.
 *
 * @param wall for people, and to compare with other machines
 * @param monotonicNanos to compare with processes of the same machine, whatever happens to the wall
 *     clock
 */
public record Moment(Instant wall, long monotonicNanos) {

  /** This one. */
  public static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }
}
