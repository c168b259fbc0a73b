package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.query.Phase;

/** 13. Every buffer is bounded: no more keys than names, no more attempts than slots. */
final class Bounded implements Invariant {

  /**
   * Those that live, and those that are not surely without a permit yet: of each worker's host more
   * than one while nobody is owner for long enough to dismiss the dead. In the end {@link Healed}
   * wants the living alone.
   */
  private static final int ROSTER_MAX = 15;

  @Override
  public void leased(World world, Partition partition, Lease before, LeaseRecord record) {
    if (record.roster().size() > ROSTER_MAX) {
      throw new Violation("13 Bounded", record.roster().size() + " workers are on the roster");
    }
  }

  @Override
  public void stepped(World world) {
    if (world.schedule().steps() % 64 != 0) {
      return;
    }
    for (SimulatedOwner owner : world.owners()) {
      int keys = 0;
      for (Phase phase : Phase.values()) {
        keys += owner.dispatcher().count(phase);
      }
      if (keys > People.NAMES_MAX) {
        throw new Violation("13 Bounded", keys + " keys are queued");
      }
    }
    for (SimulatedWorker worker : world.workers()) {
      if (worker.machine().inFlight().size() > worker.slotsMost()) {
        throw new Violation("13 Bounded", worker.incarnation() + " keeps more than its slots");
      }
    }
  }
}
