package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.List;
import java.util.Optional;

/** What goes wrong with processes, connections and the API server, at random times. */
final class Mischief {

  private static final Incarnation OLD_OWNER = new Incarnation("old-owner");

  private final World world;
  private boolean busy = true;
  private long oldAttempts;

  Mischief(World world) {
    this.world = world;
  }

  void start() {
    actLater();
  }

  void rest() {
    busy = false;
  }

  private void actLater() {
    world
        .schedule()
        .after(
            world.chance().between(200, 3_000),
            () -> {
              if (busy) {
                act();
                actLater();
              }
            });
  }

  private void act() {
    Chance chance = world.chance();
    Faults faults = world.faults();
    SimulatedWorker worker = chance.oneOf(world.workers());
    if (chance.happens(faults.crashes())) {
      crash(worker);
    }
    if (chance.happens(faults.pauses())) {
      world.coverage().met("fault: worker pauses");
      pause(worker.process());
    }
    if (chance.happens(faults.suspends())) {
      world.coverage().met("fault: worker suspended");
      worker
          .process()
          .suspend(
              chance.between(500, 15_000), () -> worker.handle(new WorkerInput.ClockDiverged()));
    }
    if (chance.happens(faults.ownerPauses())) {
      world.coverage().met("fault: owner pauses");
      pause(world.owner().process());
    }
    if (chance.happens(faults.cuts())) {
      cut(worker);
    }
    if (chance.happens(faults.slowLinks())) {
      slow(worker);
    }
    if (chance.happens(faults.refusals())) {
      refuse();
    }
    if (chance.happens(faults.expiry())) {
      world.coverage().met("fault: history compacted");
      Resources.ALL.forEach(resource -> world.api().collection(resource).compact());
    }
    if (chance.happens(faults.oldOwner()) && worker.promised() == SimulatedOwner.EPOCH) {
      oldOwner(worker);
    }
  }

  private void pause(SimulatedProcess process) {
    Chance chance = world.chance();
    process.pause(chance.happens(0.5) ? chance.between(10, 1_500) : chance.between(1_500, 12_000));
  }

  private void crash(SimulatedWorker worker) {
    if (worker.process().alive()) {
      world.coverage().met("fault: worker crashes");
      world.trace().line(worker.process().name(), "crashes", "");
      worker.process().die();
      world.schedule().after(world.chance().between(100, 8_000), () -> world.restart(worker));
    }
  }

  private void cut(SimulatedWorker worker) {
    Chance chance = world.chance();
    SimulatedProcess owner = world.owner().process();
    boolean towardsOwner = chance.happens(0.5);
    SimulatedProcess from = towardsOwner ? worker.process() : owner;
    SimulatedProcess to = towardsOwner ? owner : worker.process();
    world.coverage().met("fault: one-way cut");
    world.network().cut(from, to, true);
    world.schedule().after(chance.between(500, 15_000), () -> world.network().cut(from, to, false));
  }

  private void slow(SimulatedWorker worker) {
    Chance chance = world.chance();
    SimulatedProcess owner = world.owner().process();
    boolean towardsOwner = chance.happens(0.4);
    SimulatedProcess from = towardsOwner ? worker.process() : owner;
    SimulatedProcess to = towardsOwner ? owner : worker.process();
    world.coverage().met("fault: slow link");
    world.network().slow(from, to, chance.between(500, 4_500));
    world.schedule().after(chance.between(2_000, 15_000), () -> world.network().slow(from, to, 0));
  }

  private void refuse() {
    world.coverage().met("fault: permission removed");
    world.api().refuse(true);
    world.schedule().after(world.chance().between(500, 6_000), () -> world.api().refuse(false));
  }

  /**
   * Messages of an owner of an earlier epoch that does not know that it is over; it comes after the
   * promise, since one owner alone never has to take over.
   */
  private void oldOwner(SimulatedWorker worker) {
    world.coverage().met("fault: an old owner speaks");
    long epoch = SimulatedOwner.EPOCH - world.chance().between(1, 3);
    Hello hello = new Hello(OLD_OWNER, Resources.PARTITION, epoch);
    worker.process().run(() -> worker.handle(new WorkerInput.HelloReceived(hello)));
    NamespacedName key = world.chance().oneOf(world.people().names());
    oldAttempts++;
    Assign assign =
        new Assign(
            new Token(Resources.PARTITION, epoch, key, oldAttempts),
            OLD_OWNER,
            world.chance().between(1, 20),
            5_000,
            SimulatedOwner.DEADLINE_MILLIS,
            List.of(),
            TraceContext.NONE,
            0,
            new Snapshot(Optional.empty(), List.of(), List.of()));
    worker.process().run(() -> worker.handle(new WorkerInput.AssignReceived(assign)));
  }
}
