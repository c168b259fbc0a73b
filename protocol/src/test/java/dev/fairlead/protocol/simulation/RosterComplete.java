package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.ownership.LeaseRecord;

/**
 * 4. Every permitted worker is on the roster of the Lease under which it is permitted. The roster
 * of a young Lease does not count: who comes after it waits for a Lease's time.
 */
final class RosterComplete implements Invariant {

  @Override
  public void permits(World world, SimulatedOwner owner, Incarnation worker) {
    boolean listed =
        world
            .leases()
            .last(owner.partition(), owner.epoch(), owner.incarnation())
            .filter(commit -> isYoung(commit) || commit.record().roster().contains(worker))
            .isPresent();
    if (!listed) {
      throw new Violation(
          "4 RosterComplete",
          worker + " is permitted at epoch " + owner.epoch() + " and not on the roster");
    }
  }

  private static boolean isYoung(SimulatedLeases.Commit commit) {
    return commit.record() instanceof LeaseRecord.Held held && held.young();
  }
}
