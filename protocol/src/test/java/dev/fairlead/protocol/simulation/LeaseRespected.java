package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.util.List;

/** 2. Nobody takes the Lease of a watcher that lives before the Lease has expired, at true time. */
final class LeaseRespected implements Invariant {

  private static final long LEASE_MILLIS = 15_000;

  @Override
  public void leased(World world, Partition partition, Lease before, LeaseRecord record) {
    List<SimulatedLeases.Commit> log = world.leases().log(partition);
    if (log.size() < 2 || before instanceof Lease.Absent) {
      return;
    }
    SimulatedLeases.Commit last = log.get(log.size() - 2);
    if (last.record() instanceof LeaseRecord.Held held
        && record instanceof LeaseRecord.Held taken
        && !taken.holder().equals(held.holder())
        && lives(world, held.holder())
        && world.schedule().now() < last.atMillis() + LEASE_MILLIS) {
      throw new Violation(
          "2 LeaseRespected", taken.holder() + " takes what " + held.holder() + " has renewed");
    }
  }

  private static boolean lives(World world, Incarnation holder) {
    return world.process(holder).filter(SimulatedProcess::alive).isPresent();
  }
}
