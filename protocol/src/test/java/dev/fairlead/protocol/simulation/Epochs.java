package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * 2. Epochs of a partition strictly increase as long as its Lease stays, and nobody owns anything
 * of a layout before every Lease of the one before is a tombstone.
 */
final class Epochs implements Invariant {

  private final Map<Partition, LeaseRecord.Held> latest = new HashMap<>();

  @Override
  public void leased(World world, Partition partition, Lease before, LeaseRecord record) {
    if (before instanceof Lease.Absent) {
      latest.remove(partition); // a hand deleted it, and with it what it knew
    }
    if (record instanceof LeaseRecord.Held held) {
      LeaseRecord.Held last = latest.put(partition, held);
      boolean renewed =
          last != null && last.holder().equals(held.holder()) && last.epoch() == held.epoch();
      if (last != null && !renewed && held.epoch() <= last.epoch()) {
        throw new Violation("2 Epochs", held + " comes after " + last);
      }
    }
    if (partition.layout() > 1 && record instanceof LeaseRecord.Held) {
      if (!world.leases().isClosed(Resources.PARTITION)) {
        throw new Violation("2 Epochs", partition + " is owned while layout 1 is not over");
      }
    }
  }

  @Override
  public void restored(World world) {
    latest.clear();
  }

  @Override
  public void begun(World world, SimulatedOwner owner) {
    boolean held =
        world.leases().last(owner.partition(), owner.epoch(), owner.incarnation()).isPresent();
    if (!held) {
      throw new Violation(
          "2 Epochs", owner.incarnation() + " owns at epoch " + owner.epoch() + " without a Lease");
    }
  }
}
