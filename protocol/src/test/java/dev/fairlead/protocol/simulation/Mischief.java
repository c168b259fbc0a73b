package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.List;
import java.util.Optional;

/** What goes wrong with processes, connections and the API server, at random times. */
final class Mischief {

  /** Those that come at random times; the others wait for their own occasions. */
  private static final List<Fault> HAPPENING =
      List.of(
          Fault.WORKER_CRASHES,
          Fault.WORKER_PAUSES,
          Fault.WORKER_SUSPENDED,
          Fault.LIMITS_CHANGED,
          Fault.MEMORY_SHORT,
          Fault.OWNER_PAUSES,
          Fault.STATUS_PAUSES,
          Fault.STATUS_CRASHES,
          Fault.STATUS_CUT_OFF,
          Fault.ONE_WAY_CUT,
          Fault.SLOW_LINK,
          Fault.DEFINITION_REMOVED,
          Fault.SERVER_RESTORED,
          Fault.PERMISSION_REMOVED,
          Fault.HISTORY_COMPACTED,
          Fault.OWNER_CRASHES,
          Fault.OWNER_SUSPENDED,
          Fault.OWNER_LEAVES,
          Fault.OWNER_HANDS_OVER,
          Fault.OWNER_CUT_OFF,
          Fault.OWNER_SUSPECTED,
          Fault.CUT_FROM_API,
          Fault.LEASE_DELETED,
          Fault.LEASE_EDITED,
          Fault.LEASE_OCCUPIED,
          Fault.LAYOUT_CHANGED,
          Fault.ROLLOUT);

  /** How often a fault that is aimed at a state strikes when the state is entered. */
  private static final double AIMED = 0.3;

  private final World world;
  private final SimulatedRollout rollout;
  private boolean busy = true;

  /** There is a backup, which nothing may come after that it must not undo. */
  private boolean backedUp;

  /** Restores what was backed up, unless that has been done. */
  private Optional<Runnable> restoration = Optional.empty();

  Mischief(World world) {
    this.world = world;
    this.rollout = new SimulatedRollout(world);
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
        happen(fault, worker, world.chance().between(0, 3));
      }
    }
  }

  /** An attempt has come to a point: a fault may have waited for it. */
  void entered(Where.Point point, SimulatedWorker worker) {
    struck(point).ifPresent(fault -> happen(fault, worker, 0));
  }

  /** A key has come to a state: a fault may have waited for it. */
  void entered(Where.Key state, NamespacedName key) {
    if (state == Where.Key.DELAYED && restoration.isPresent() && world.chance().happens(AIMED)) {
      // A key is so seldom and so short a time delayed that the two would hardly ever meet.
      world.schedule().after(0, this::restore);
    }
    struck(state)
        .ifPresent(fault -> {
          Optional<SimulatedWorker> runs =
              world.view(key).flatMap(KeyView::worker).flatMap(world::worker);
          happen(fault, runs.orElseGet(() -> world.chance().oneOf(world.workers())), 0);
        });
  }

  /** A watcher does something about a partition: a fault may have waited for it. */
  void entered(Where.Office state, SimulatedWatcher watcher) {
    struck(state)
        .ifPresent(fault -> {
          world
              .schedule()
              .after(
                  world.chance().happens(0.5) ? 0 : world.chance().between(0, 30),
                  () -> {
                    if (busy && watcher.process().alive()) {
                      strike(fault, watcher);
                    }
                  });
        });
  }

  private void strike(Fault fault, SimulatedWatcher watcher) {
    world.trace().line("world", "fault", fault);
    switch (fault) {
      case OWNER_PAUSES -> {
        world.encounters().met(fault, watcher);
        pause(watcher.process());
      }
      case CUT_FROM_API -> {
        world.encounters().met(fault, watcher);
        cutFromApi(watcher);
      }
      case OWNER_CRASHES, OWNER_SUSPENDED, OWNER_CUT_OFF -> happenNow(fault, watcher);
      default -> happenNow(fault, world.chance().oneOf(world.workers()));
    }
  }

  private Optional<Fault> struck(Where where) {
    return world
        .faults()
        .aim()
        .filter(aim -> aim.where() == where && world.chance().happens(AIMED))
        .map(Faults.Aim::fault);
  }

  private void happen(Fault fault, SimulatedWorker worker, long afterMillis) {
    world
        .schedule()
        .after(
            afterMillis,
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
        miss(worker);
      }
      case WORKER_SUSPENDED -> {
        world.encounters().met(fault, worker);
        worker
            .process()
            .suspend(
                chance.between(500, 15_000), () -> worker.handle(new WorkerInput.ClockDiverged()));
      }
      case LIMITS_CHANGED -> {
        world.encounters().met(fault, worker);
        int min = (int) chance.between(1, 2);
        worker.limit(new Limits(min, (int) chance.between(min, 4)));
      }
      case MEMORY_SHORT -> {
        world.encounters().met(fault, worker);
        worker.fillMemory();
      }
      case OWNER_PAUSES -> {
        SimulatedWatcher watcher = watcher();
        world.encounters().met(fault, watcher);
        pause(watcher.process());
      }
      case STATUS_PAUSES -> {
        world.encounters().met(fault);
        pause(world.status().process());
      }
      case STATUS_CRASHES -> {
        world.encounters().met(fault);
        world.status().restart();
      }
      case STATUS_CUT_OFF -> {
        world.encounters().met(fault, worker);
        boolean asks = chance.happens(0.5);
        cut(
            asks ? worker.process() : world.status().process(),
            asks ? world.status().process() : worker.process(),
            chance.between(500, 15_000));
      }
      case ONE_WAY_CUT -> cut(worker);
      case SLOW_LINK -> slow(worker);
      case DEFINITION_REMOVED -> remove(chance.oneOf(Resources.ALL));
      case PERMISSION_REMOVED -> refuse();
      case SERVER_RESTORED -> {
        if (world.layouts().size() == 1 && !backedUp) {
          backUp();
        }
      }
      case ROLLOUT -> {
        world.encounters().met(fault);
        rollout.begin();
      }
      case HISTORY_COMPACTED -> {
        world.encounters().met(fault);
        Resources.ALL.forEach(resource -> world.api().collection(resource).compact());
      }
      case CUT_FROM_API -> {
        if (chance.happens(0.3)) {
          world.coverage().met(fault);
          cutFromApi(worker.process());
        } else {
          SimulatedWatcher watcher = watcher();
          world.encounters().met(fault, watcher);
          if (chance.happens(0.4)) {
            separate(watcher);
          }
          cutFromApi(watcher);
        }
      }
      case LEASE_DELETED -> {
        world.encounters().met(fault);
        world.leases().delete(Resources.PARTITION);
      }
      case LEASE_EDITED -> {
        world.encounters().met(fault);
        world.leases().edit(Resources.PARTITION);
      }
      case LEASE_OCCUPIED -> {
        if (!(world.leases().lease(Resources.PARTITION) instanceof Lease.Foreign)) {
          world.coverage().met(fault);
          world.leases().occupy(Resources.PARTITION);
          world.schedule().after(chance.between(500, 10_000), world.leases()::vacate);
        }
      }
      case LAYOUT_CHANGED -> {
        if (world.layouts().size() == 1 && !backedUp) {
          world.coverage().met(fault);
          world.relay();
        }
      }
      case OWNER_CRASHES,
          OWNER_SUSPENDED,
          OWNER_LEAVES,
          OWNER_HANDS_OVER,
          OWNER_CUT_OFF,
          OWNER_SUSPECTED ->
          happenNow(fault, watcher());
      default -> throw new IllegalArgumentException(fault + " does not happen by itself");
    }
  }

  private void happenNow(Fault fault, SimulatedWatcher watcher) {
    Chance chance = world.chance();
    if (!watcher.process().alive()) {
      return;
    }
    world.encounters().met(fault, watcher);
    if (chance.happens(0.5)) {
      separate(watcher);
    }
    switch (fault) {
      case OWNER_CRASHES -> {
        watcher.die();
        world.schedule().after(chance.between(100, 20_000), () -> world.restart(watcher));
        if (chance.happens(0.6)) {
          suspect(watcher, chance.happens(0.5) ? 100 : 3_000);
        }
      }
      case OWNER_SUSPENDED ->
          watcher
              .process()
              .suspend(
                  chance.happens(0.5) ? chance.between(100, 1_500) : chance.between(500, 30_000),
                  () -> watcher.tell(new LeaderElectorInput.ClockDiverged()));
      case OWNER_LEAVES -> {
        if (!watcher.leaving()) {
          watcher.process().run(watcher::leave);
        }
      }
      case OWNER_HANDS_OVER -> {
        for (SimulatedWatcher other : world.watchers()) {
          LeaderElectorInput share = new LeaderElectorInput.Reserved(chance.happens(0.5));
          other.process().after(chance.between(0, 2_000), () -> other.tell(share));
        }
        watcher.process().run(() -> watcher.tell(new LeaderElectorInput.HandOverStarted()));
      }
      case OWNER_CUT_OFF -> {
        boolean hears = chance.happens(0.5);
        for (SimulatedWorker worker : world.workers()) {
          if (chance.happens(0.7)) {
            cut(
                hears ? watcher.process() : worker.process(),
                hears ? worker.process() : watcher.process(),
                chance.between(500, 45_000));
          }
        }
      }
      case OWNER_SUSPECTED -> suspect(watcher, 100);
      default -> throw new IllegalArgumentException(fault + " is none of a watcher's");
    }
  }

  /** Whoever comes next does not reach some of the workers at first. */
  private void separate(SimulatedWatcher owner) {
    for (SimulatedWatcher other : world.watchers()) {
      for (SimulatedWorker worker : world.workers()) {
        if (!other.equals(owner) && world.chance().happens(0.5)) {
          cut(other.process(), worker.process(), world.chance().between(1_000, 12_000));
        }
      }
    }
  }

  private void suspect(SimulatedWatcher suspect, long millisMax) {
    for (SimulatedWatcher other : world.watchers()) {
      if (!other.equals(suspect)) {
        LeaderElectorInput input = new LeaderElectorInput.Suspected(suspect.incarnation());
        other.process().after(world.chance().between(0, millisMax), () -> other.tell(input));
      }
    }
  }

  /** Some watcher; mostly one that owns something. */
  private SimulatedWatcher watcher() {
    List<SimulatedOwner> owners = world.owners();
    return owners.isEmpty() || world.chance().happens(0.3)
        ? world.chance().oneOf(world.watchers())
        : world.chance().oneOf(owners).watcher();
  }

  /** Trouble seldom comes alone: who does not reach the API server may also stand still. */
  private void cutFromApi(SimulatedWatcher watcher) {
    Chance chance = world.chance();
    cutFromApi(watcher.process());
    if (chance.happens(0.3)) {
      world
          .schedule()
          .after(
              chance.between(500, 5_000),
              () -> watcher.process().pause(chance.between(5_000, 15_000)));
    }
  }

  private void cutFromApi(SimulatedProcess process) {
    world.network().cutFromApi(process, true);
    world
        .schedule()
        .after(
            world.chance().between(500, 30_000), () -> world.network().cutFromApi(process, false));
  }

  private void pause(SimulatedProcess process) {
    Chance chance = world.chance();
    process.pause(chance.happens(0.5) ? chance.between(10, 1_500) : chance.between(1_500, 12_000));
  }

  private void crash(SimulatedWorker worker) {
    world.encounters().met(Fault.WORKER_CRASHES, worker);
    worker.process().die();
    miss(worker);
    world.schedule().after(world.chance().between(100, 8_000), () -> world.restart(worker));
  }

  /** The mesh misses a worker, with or without reason; some hear of it. */
  private void miss(SimulatedWorker worker) {
    DispatcherInput suspected = new DispatcherInput.WorkerSuspected(worker.incarnation());
    for (SimulatedWatcher watcher : world.watchers()) {
      if (world.chance().happens(0.5)) {
        long millis = world.chance().between(10, 5_000);
        watcher.process().after(millis, () -> watcher.takeAll(suspected));
      }
    }
  }

  private void cut(SimulatedWorker worker) {
    world.encounters().met(Fault.ONE_WAY_CUT, worker);
    SimulatedProcess owner = watcher().process();
    boolean towardsOwner = world.chance().happens(0.5);
    cut(
        towardsOwner ? worker.process() : owner,
        towardsOwner ? owner : worker.process(),
        world.chance().between(500, 15_000));
  }

  private void cut(SimulatedProcess from, SimulatedProcess to, long millis) {
    world.network().cut(from, to, true);
    world.schedule().after(millis, () -> world.network().cut(from, to, false));
  }

  private void slow(SimulatedWorker worker) {
    Chance chance = world.chance();
    SimulatedProcess owner = watcher().process();
    boolean towardsOwner = chance.happens(0.4);
    SimulatedProcess from = towardsOwner ? worker.process() : owner;
    SimulatedProcess to = towardsOwner ? owner : worker.process();
    world.encounters().met(Fault.SLOW_LINK, worker);
    world.network().slow(from, to, chance.between(500, 4_500));
    world.schedule().after(chance.between(2_000, 15_000), () -> world.network().slow(from, to, 0));
  }

  private void remove(GroupVersionResource resource) {
    if (world.api().serves(resource)) {
      world.encounters().met(Fault.DEFINITION_REMOVED);
      world.api().removeDefinition(resource);
      world
          .schedule()
          .after(world.chance().between(500, 8_000), () -> world.api().restoreDefinition(resource));
    }
  }

  private void backUp() {
    backedUp = true;
    SimulatedApiServer.Backup server = world.api().backup();
    SimulatedLeases.Backup leases = world.leases().backup();
    restoration = Optional.of(() -> restore(server, leases));
    world.schedule().after(world.chance().between(500, 15_000), this::restore);
  }

  private void restore() {
    if (busy) {
      restoration.ifPresent(Runnable::run);
      restoration = Optional.empty();
    }
  }

  /**
   * The API server is stopped, and is there again as it was before. It takes longer than a Lease
   * lasts, or none has changed hands since the backup.
   */
  private void restore(SimulatedApiServer.Backup server, SimulatedLeases.Backup leases) {
    world.encounters().met(Fault.SERVER_RESTORED);
    Chance chance = world.chance();
    boolean quick = world.leases().areAsIn(leases) && chance.happens(0.4);
    world.api().goAway();
    world
        .schedule()
        .after(
            quick ? chance.between(50, 5_000) : chance.between(17_000, 40_000),
            () -> {
              boolean bumped = chance.happens(0.3);
              world.api().restore(server, bumped);
              if (!quick) {
                world.leases().restore(leases);
              }
              world.trace().line("world", "restored", bumped ? "and bumped" : "");
              world.check(invariant -> invariant.restored(world));
            });
  }

  private void refuse() {
    world.encounters().met(Fault.PERMISSION_REMOVED);
    world.api().refuse(true);
    world.schedule().after(world.chance().between(500, 6_000), () -> world.api().refuse(false));
  }
}
