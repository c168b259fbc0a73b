package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Assign;

/**
 * 10. In flight ≤ credit: a worker never runs or keeps more than it has slots for, and its owner
 * never counts more on it.
 */
final class CreditKept implements Invariant {

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    for (DispatcherView.WorkerView view : owner.dispatcher().view().workers()) {
      int slots = world.worker(view.worker()).map(SimulatedWorker::slots).orElse(0);
      if (view.inFlight() > slots) {
        throw new Violation(
            "10 CreditKept", view.worker() + " is given " + view.inFlight() + " of " + slots);
      }
    }
  }

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
