package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElector;
import dev.fairlead.protocol.ownership.LeaderElectorEffect;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.ownership.Tenure;
import java.util.Optional;
import java.util.Set;

/** Drives the elector of one partition on one watcher, and owns while that leads. */
final class SimulatedElection {

  private final World world;
  private final SimulatedWatcher watcher;
  private final SimulatedProcess process;
  private final Partition partition;
  private final LeaderElector elector;
  private Optional<SimulatedOwner> owner = Optional.empty();
  private Where.Office office = Where.Office.STANDBY;
  private long wakeMillis = Long.MAX_VALUE;

  SimulatedElection(World world, SimulatedWatcher watcher, Partition partition, long heardEpoch) {
    this.world = world;
    this.watcher = watcher;
    this.process = watcher.process();
    this.partition = partition;
    this.elector =
        new LeaderElector(
            watcher.incarnation(),
            world.sabotage().elector(SimulatedWatcher.settings(world)),
            heardEpoch);
  }

  /** The highest epoch that it has heard of. */
  long heardEpoch() {
    return elector.heardEpoch();
  }

  Partition partition() {
    return partition;
  }

  SimulatedWatcher watcher() {
    return watcher;
  }

  /** What this watcher does for the partition while it owns it. */
  Optional<SimulatedOwner> owner() {
    return owner;
  }

  void handle(LeaderElectorInput given) {
    for (LeaderElectorInput input : world.sabotage().elector(given, this)) {
      world.coverage().met(input);
      world.trace().line(process.name(), "elector <-", input);
      answered(input);
      for (LeaderElectorEffect effect : elector.handle(input, process.local())) {
        world.coverage().met(effect);
        world.trace().line(process.name(), "elector ->", effect);
        run(effect);
      }
    }
  }

  private void run(LeaderElectorEffect effect) {
    switch (effect) {
      case LeaderElectorEffect.ReadLease(long request) ->
          world.leases().read(process, partition, request, this::handle);
      case LeaderElectorEffect.CreateLease(long request, LeaseRecord record) -> {
        enter(Where.Office.TAKING);
        world.leases().create(process, partition, request, record, this::handle);
      }
      case LeaderElectorEffect.UpdateLease(
              long request,
              String uid,
              ResourceVersion version,
              LeaseRecord record) -> {
        if (owner.isEmpty()) {
          enter(Where.Office.TAKING);
        } else if (office == Where.Office.SERVING) {
          enter(Where.Office.RENEWING);
        }
        world.leases().update(process, partition, request, uid, version, record, this::handle);
      }
      case LeaderElectorEffect.Begin(Tenure tenure) -> begin(tenure);
      case LeaderElectorEffect.Renewed(long until) ->
          tell(
              new DispatcherInput.LeaseRenewed(world.sabotage().leaseEnds(until, process.local())));
      case LeaderElectorEffect.RosterAssured(Set<Incarnation> roster) ->
          tell(new DispatcherInput.RosterAssured(roster));
      case LeaderElectorEffect.Leave() -> {
        enter(Where.Office.LEAVING);
        tell(new DispatcherInput.LeaveStarted());
      }
      case LeaderElectorEffect.End end -> {
        world.coverage().met("tenure ends: " + end.why());
        owner.ifPresent(SimulatedOwner::end);
        owner = Optional.empty();
        enter(Where.Office.STANDBY);
        if (end.why() == LeaderElectorEffect.Why.RELEASED) {
          hint();
        }
      }
      case LeaderElectorEffect.Probe(Incarnation suspect) ->
          watcher.probe(suspect, () -> handle(new LeaderElectorInput.ProvenDead(suspect)));
      case LeaderElectorEffect.ReportForeign report -> {}
      case LeaderElectorEffect.Left() -> watcher.left(partition);
      case LeaderElectorEffect.Closed() -> watcher.closed(partition);
      case LeaderElectorEffect.WakeAt(long atMillis) -> {
        wakeMillis = atMillis;
        process.atLocal(atMillis, () -> wake(atMillis));
      }
    }
  }

  private void hint() {
    Vacated vacated = new Vacated(partition);
    for (SimulatedWatcher other : world.watchers()) {
      if (other != watcher) {
        world.network().send(process, other.process(), vacated, () -> other.hinted(vacated));
      }
    }
  }

  private void begin(Tenure given) {
    Tenure tenure = world.sabotage().tenure(given, process.local());
    SimulatedOwner begun = new SimulatedOwner(world, this, tenure);
    owner = Optional.of(begun);
    world.begun(begun);
    enter(Where.Office.TAKING_OVER);
    begun.start();
  }

  private void tell(DispatcherInput input) {
    owner.ifPresent(acting -> acting.handle(input));
  }

  /** What this watcher does about the partition. */
  Where.Office stands() {
    return office;
  }

  /** The owner gives something out. */
  void serves() {
    if (office == Where.Office.TAKING_OVER) {
      enter(Where.Office.SERVING);
    }
  }

  private void answered(LeaderElectorInput input) {
    boolean failed =
        input instanceof LeaderElectorInput.Conflicted
            || input instanceof LeaderElectorInput.Missing
            || input instanceof LeaderElectorInput.Unanswered;
    if (office == Where.Office.RENEWING && (failed || input instanceof LeaderElectorInput.Stored)) {
      enter(Where.Office.SERVING);
    } else if (office == Where.Office.TAKING && failed) {
      enter(Where.Office.STANDBY);
    }
  }

  private void enter(Where.Office next) {
    if (office != next) {
      world.coverage().became(office, next);
      office = next;
      world.mischief().entered(next, watcher);
    }
  }

  private void wake(long atMillis) {
    if (wakeMillis != atMillis) {
      return;
    }
    if (process.local() < atMillis) {
      process.atLocal(atMillis, () -> wake(atMillis));
    } else {
      wakeMillis = Long.MAX_VALUE;
      handle(new LeaderElectorInput.Ticked());
    }
  }
}
