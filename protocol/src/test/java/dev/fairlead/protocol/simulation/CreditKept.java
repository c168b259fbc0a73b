package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import java.util.HashMap;
import java.util.Map;

/**
 * 10. In flight ≤ credit: a worker never starts what it has no slot for, offers no less than runs
 * unless it drains, which is to offer nothing, and its owner never gives it more than the beat
 * offered to which an assignment is the answer.
 */
final class CreditKept implements Invariant {

  private final Map<Offer, Integer> offers = new HashMap<>();

  private record Offer(Incarnation worker, Partition partition, long beat) {}

  @Override
  public void beaten(World world, SimulatedWorker worker, Beat beat) {
    offers.put(new Offer(beat.worker(), beat.partition(), beat.sequence()), beat.credit());
    int running = beat.inFlight().size();
    int least = worker.draining() ? 0 : running;
    int most = worker.draining() ? 0 : Math.max(worker.slots(), running);
    if (beat.credit() < least || beat.credit() > most) {
      throw new Violation(
          "10 CreditKept",
          "%s offers to hold %d, holds %d and has %d slots"
              .formatted(beat.worker(), beat.credit(), running, worker.slots()));
    }
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    Incarnation worker = owner.dispatcher().view(assign.token().key()).worker().orElseThrow();
    Integer offered = offers.get(new Offer(worker, owner.partition(), assign.beat()));
    if (offered == null) {
      return;
    }
    for (DispatcherView.WorkerView view : owner.dispatcher().view().workers()) {
      if (view.worker().equals(worker) && view.inFlight() > offered) {
        throw new Violation(
            "10 CreditKept", worker + " is given " + view.inFlight() + " of " + offered);
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
