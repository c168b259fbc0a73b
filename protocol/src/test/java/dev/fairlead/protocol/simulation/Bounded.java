package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.query.Phase;

/** 13. Every buffer is bounded: no more keys than names, no more attempts than slots. */
final class Bounded implements Invariant {

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
      if (worker.machine().inFlight().size() > worker.slots()) {
        throw new Violation("13 Bounded", worker.incarnation() + " keeps more than its slots");
      }
    }
  }
}
