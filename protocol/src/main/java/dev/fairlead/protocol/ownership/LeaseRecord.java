package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import java.util.Set;

/**
 * What a Lease says in Fairlead's form. {@code spec.leaseTransitions} is the epoch and {@code
 * spec.holderIdentity} the holder; the rest stands in an annotation, which repeats these two, so
 * that an edit by another hand shows.
 */
public sealed interface LeaseRecord {

  /** The highest epoch under which the partition was owned. */
  long epoch();

  /** The incarnations of workers that may have permits of this epoch or an earlier one. */
  Set<Incarnation> roster();

  /**
   * Somebody owns the partition.
   *
   * @param durationMillis how long without a change others leave it alone
   * @param young whether it was created where none was, less than its duration ago: an owner of a
   *     Lease that was deleted may not have noticed yet
   */
  record Held(
      Incarnation holder, long epoch, Set<Incarnation> roster, long durationMillis, boolean young)
      implements LeaseRecord {

    public Held {
      roster = Set.copyOf(roster);
    }
  }

  /**
   * Its owner has given the partition up. Only an owner writes this: a Lease whose holder was
   * emptied by hand is {@link Lease.Edited}.
   *
   * @param settled whether no permit of any epoch so far can be alive
   * @param young as with {@link Held}
   */
  record Released(
      Incarnation by, long epoch, Set<Incarnation> roster, boolean settled, boolean young)
      implements LeaseRecord {

    public Released {
      roster = Set.copyOf(roster);
    }
  }

  /** A tombstone: the partition's layout is over, and nobody will ever own it again. */
  record Closed(Incarnation by, long epoch) implements LeaseRecord {

    @Override
    public Set<Incarnation> roster() {
      return Set.of();
    }
  }
}
