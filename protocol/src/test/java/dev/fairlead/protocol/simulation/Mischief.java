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

  /** Those that come at random times; the others wait for their own occasions. */
  private static final List<Fault> HAPPENING =
      List.of(
          Fault.WORKER_CRASHES,
          Fault.WORKER_PAUSES,
          Fault.WORKER_SUSPENDED,
          Fault.OWNER_PAUSES,
          Fault.ONE_WAY_CUT,
          Fault.SLOW_LINK,
          Fault.PERMISSION_REMOVED,
          Fault.HISTORY_COMPACTED,
          Fault.OLD_OWNER_SPEAKS);

  /** How often a fault that is aimed at a state strikes when the state is entered. */
  private static final double AIMED = 0.3;

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
    SimulatedWorker worker = world.chance().oneOf(world.workers());
    for (Fault fault : HAPPENING) {
      if (world.chance().happens(world.faults().of(fault))) {
        happen(fault, worker);
      }
    }
  }

  /** An attempt has come to a point: a fault may have waited for it. */
  void entered(Where.Point point, SimulatedWorker worker) {
    struck(point).ifPresent(fault -> happen(fault, worker));
  }

  /** A key has come to a state: a fault may have waited for it. */
  void entered(Where.Key state, NamespacedName key) {
    struck(state)
        .ifPresent(fault -> {
          Optional<SimulatedWorker> runs =
              world.owner().dispatcher().view(key).worker().flatMap(world::worker);
          happen(fault, runs.orElseGet(() -> world.chance().oneOf(world.workers())));
        });
  }

  private Optional<Fault> struck(Where where) {
    return world
        .faults()
        .aim()
        .filter(aim -> aim.where() == where && world.chance().happens(AIMED))
        .map(Faults.Aim::fault);
  }

  private void happen(Fault fault, SimulatedWorker worker) {
    world
        .schedule()
        .after(
            world.chance().happens(0.5) ? 0 : world.chance().between(0, 3),
            () -> {
              if (busy && worker.process().alive()) {
                world.trace().line("world", "fault", fault);
                happenNow(fault, worker);
              }
            });
  }

  private void happenNow(Fault fault, SimulatedWorker worker) {
    Chance chance = world.chance();
    switch (fault) {
      case WORKER_CRASHES -> crash(worker);
      case WORKER_PAUSES -> {
        world.encounters().met(fault, worker);
        pause(worker.process());
      }
      case WORKER_SUSPENDED -> {
        world.encounters().met(fault, worker);
        worker
            .process()
            .suspend(
                chance.between(500, 15_000), () -> worker.handle(new WorkerInput.ClockDiverged()));
      }
      case OWNER_PAUSES -> {
        world.encounters().met(fault);
        pause(world.owner().process());
      }
      case ONE_WAY_CUT -> cut(worker);
      case SLOW_LINK -> slow(worker);
      case PERMISSION_REMOVED -> refuse();
      case HISTORY_COMPACTED -> {
        world.encounters().met(fault);
        Resources.ALL.forEach(resource -> world.api().collection(resource).compact());
      }
      case OLD_OWNER_SPEAKS -> {
        if (worker.promised() == SimulatedOwner.EPOCH) {
          oldOwner(worker);
        }
      }
      default -> throw new IllegalArgumentException(fault + " does not happen by itself");
    }
  }

  private void pause(SimulatedProcess process) {
    Chance chance = world.chance();
    process.pause(chance.happens(0.5) ? chance.between(10, 1_500) : chance.between(1_500, 12_000));
  }

  private void crash(SimulatedWorker worker) {
    world.encounters().met(Fault.WORKER_CRASHES, worker);
    worker.process().die();
    world.schedule().after(world.chance().between(100, 8_000), () -> world.restart(worker));
  }

  private void cut(SimulatedWorker worker) {
    Chance chance = world.chance();
    SimulatedProcess owner = world.owner().process();
    boolean towardsOwner = chance.happens(0.5);
    SimulatedProcess from = towardsOwner ? worker.process() : owner;
    SimulatedProcess to = towardsOwner ? owner : worker.process();
    world.encounters().met(Fault.ONE_WAY_CUT, worker);
    world.network().cut(from, to, true);
    world.schedule().after(chance.between(500, 15_000), () -> world.network().cut(from, to, false));
  }

  private void slow(SimulatedWorker worker) {
    Chance chance = world.chance();
    SimulatedProcess owner = world.owner().process();
    boolean towardsOwner = chance.happens(0.4);
    SimulatedProcess from = towardsOwner ? worker.process() : owner;
    SimulatedProcess to = towardsOwner ? owner : worker.process();
    world.encounters().met(Fault.SLOW_LINK, worker);
    world.network().slow(from, to, chance.between(500, 4_500));
    world.schedule().after(chance.between(2_000, 15_000), () -> world.network().slow(from, to, 0));
  }

  private void refuse() {
    world.encounters().met(Fault.PERMISSION_REMOVED);
    world.api().refuse(true);
    world.schedule().after(world.chance().between(500, 6_000), () -> world.api().refuse(false));
  }

  /**
   * Messages of an owner of an earlier epoch that does not know that it is over; it comes after the
   * promise, since one owner alone never has to take over.
   */
  private void oldOwner(SimulatedWorker worker) {
    world.coverage().met(Fault.OLD_OWNER_SPEAKS);
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
