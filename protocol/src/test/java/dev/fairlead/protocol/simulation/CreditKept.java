package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;

/** 10. In flight ≤ credit: a worker never runs or keeps more than it has slots for. */
final class CreditKept implements Invariant {

  @Override
  public void started(World world, SimulatedWorker worker, Assign assign) {
    if (worker.threads().size() >= worker.slots()
        || worker.machine().inFlight().size() > worker.slots()) {
      throw new Violation(
          "10 CreditKept",
          worker.incarnation() + " starts " + assign.token() + " and has no slot left");
    }
  }
}
