package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.rollout.RolloutInput;
import dev.fairlead.protocol.worker.WorkerInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drives the dispatcher of one partition for one tenure, as a watcher does. */
final class SimulatedOwner {

  private static final Duration BACKOFF_MIN = Duration.ofMillis(5);

  /** A third of the time in which everything heals: who has failed often is tried again in it. */
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(100);

  static final long DEADLINE_MILLIS = 10_000;

  private final World world;
  private final SimulatedElection election;
  private final SimulatedWatcher watcher;
  private final SimulatedProcess process;
  private final Tenure tenure;
  private final Dispatcher dispatcher;
  private final int era;
  private final Declaration declaration;
  private boolean over;
  private long wakeMillis = Long.MAX_VALUE;

  SimulatedOwner(World world, SimulatedElection election, Tenure tenure) {
    this.world = world;
    this.election = election;
    this.watcher = election.watcher();
    this.process = watcher.process();
    this.tenure = tenure;
    this.era = world.api().era();
    this.declaration = watcher.accepted().orElseThrow();
    this.dispatcher =
        new Dispatcher(
            watcher.incarnation(),
            election.partition(),
            tenure,
            world
                .sabotage()
                .owner(
                    DispatcherSettings.defaults(world.chance().seed())
                        .withBackoff(BACKOFF_MIN, BACKOFF_MAX)
                        .withRate(world.rate().of(election.partition().layout()))),
            Map.of(
                Resources.PRIMARIES,
                cache(Resources.PRIMARIES).lister(),
                Resources.CHILDREN,
                cache(Resources.CHILDREN).lister()),
            Resources::zone);
  }

  void start() {
    watcher.replay(this);
  }

  /** It does nothing any more. */
  void end() {
    over = true;
  }

  /** Whether it acts, or would if its process did not pause. */
  boolean acts() {
    return !over && process.alive();
  }

  SimulatedProcess process() {
    return process;
  }

  SimulatedWatcher watcher() {
    return watcher;
  }

  Incarnation incarnation() {
    return watcher.incarnation();
  }

  Partition partition() {
    return election.partition();
  }

  long epoch() {
    return tenure.epoch();
  }

  /** The era of the API server in which it began. */
  int era() {
    return era;
  }

  /** What it serves, from its beginning to its end. */
  Declaration declaration() {
    return declaration;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  SimulatedCache cache(GroupVersionResource resource) {
    return watcher.cache(resource);
  }

  boolean synced() {
    return watcher.synced();
  }

  boolean covers(NamespacedName key) {
    return Resources.number(key, partition().layout()) == partition().number();
  }

  /** Takes in a message or another fact. */
  void handle(DispatcherInput given) {
    if (over) {
      return;
    }
    world
        .sabotage()
        .dispatcher(given, dispatcher)
        .ifPresent(input -> {
          world.coverage().met(input);
          world.trace().line(process.name(), "<-", input);
          List<DispatcherEffect> effects =
              world.watched(this, given, () -> dispatcher.handle(input, process.local()));
          for (DispatcherEffect effect : effects) {
            world.coverage().met(effect);
            run(effect);
          }
        });
  }

  private void run(DispatcherEffect effect) {
    switch (effect) {
      case DispatcherEffect.Assign assign -> assign(assign);
      case DispatcherEffect.SendHello hello ->
          send(
              hello.worker(),
              hello.hello(),
              worker -> worker.handle(new WorkerInput.HelloReceived(hello.hello())));
      case DispatcherEffect.SendPermit(Incarnation to, Permit given) -> {
        Permit permit =
            new Permit(
                given.owner(),
                given.partition(),
                given.epoch(),
                given.beat(),
                given.standing(),
                world.sabotage().permitMillis(given.durationMillis()));
        world.check(invariant -> invariant.permits(world, this, to));
        send(to, permit, worker -> worker.handle(new WorkerInput.PermitReceived(permit)));
      }
      case DispatcherEffect.SendReleased released ->
          send(
              released.worker(),
              released.released(),
              worker -> worker.handle(new WorkerInput.ReleasedReceived(released.released())));
      case DispatcherEffect.Settle(long read, ObjectRef ref) -> settle(read, ref);
      case DispatcherEffect.ReadBarrier(long read, GroupVersionResource resource) ->
          readBarrier(read, resource);
      case DispatcherEffect.ReportWentBack(var resource, var version) ->
          cache(resource).wentBack(version);
      case DispatcherEffect.AttemptOver ended -> {
        world.trace().line(process.name(), "->", ended);
        world.check(invariant -> invariant.over(world, this, ended.finished()));
      }
      case DispatcherEffect.ReportLost lost -> world.trace().line(process.name(), "->", lost);
      case DispatcherEffect.Abdicate(long promised) ->
          election.handle(new LeaderElectorInput.Abdicated(promised));
      case DispatcherEffect.WantRoster(Set<Incarnation> roster) -> {
        election.handle(new LeaderElectorInput.RosterWanted(roster));
        world
            .sabotage()
            .assuredUnwritten(roster)
            .ifPresent(assured -> handle(new DispatcherInput.RosterAssured(assured)));
      }
      case DispatcherEffect.Probe(Incarnation suspect) ->
          watcher.probe(suspect, () -> handle(new DispatcherInput.WorkerProvenDead(suspect)));
      case DispatcherEffect.ReachNobody() -> {
        election.handle(new LeaderElectorInput.ReachesNobody());
        watcher.handle(new RolloutInput.ReachesNobody());
      }
      case DispatcherEffect.Settled() -> election.handle(new LeaderElectorInput.Settled());
      case DispatcherEffect.WakeAt(long atMillis) -> {
        wakeMillis = atMillis;
        process.atLocal(atMillis, () -> wake(atMillis));
      }
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
      handle(new DispatcherInput.Ticked());
    }
  }

  private interface Arrival {
    void at(SimulatedWorker worker);
  }

  private void send(Incarnation to, Object message, Arrival arrival) {
    world
        .worker(to)
        .ifPresent(worker ->
            world.network().send(process, worker.process(), message, () -> arrival.at(worker)));
  }

  private void assign(DispatcherEffect.Assign assign) {
    Token token = assign.token();
    Assign message =
        new Assign(
            token,
            incarnation(),
            assign.beat(),
            world.sabotage().permitMillis(assign.permitMillis()),
            DEADLINE_MILLIS,
            assign.reasons(),
            TraceContext.NONE,
            assign.failures(),
            snapshot(token.key()));
    if (!assign.again()) {
      world.check(invariant -> invariant.given(world, this, assign.worker(), token));
      world.check(invariant -> invariant.assigned(world, this, message));
      election.serves();
    }
    world.check(invariant -> invariant.permits(world, this, assign.worker()));
    send(
        assign.worker(), message, worker -> worker.handle(new WorkerInput.AssignReceived(message)));
  }

  private Snapshot snapshot(NamespacedName key) {
    Optional<ObservedObject> primary = cache(Resources.PRIMARIES).lister().get(key);
    return new Snapshot(primary, primary.map(watcher::childrenOf).orElse(List.of()), List.of());
  }

  private void settle(long read, ObjectRef ref) {
    world.trace().line(process.name(), "->", "settle " + read + " " + ref);
    afterRead(
        ref.resource(),
        () -> handle(new DispatcherInput.SettleFailed(read, ref)),
        () -> {
          Optional<ObservedObject> found = world.sabotage().settles(ref, world.api());
          return found
              .<DispatcherInput>map(object -> {
                world.check(
                    invariant -> invariant.settledPresent(world, ref, object.resourceVersion()));
                return new DispatcherInput.SettledPresent(
                    read, ref, object.metadata().uid(), object.resourceVersion());
              })
              .orElseGet(() -> {
                world.check(invariant -> invariant.settledAbsent(world, ref));
                return new DispatcherInput.SettledAbsent(read, ref);
              });
        });
  }

  private void readBarrier(long read, GroupVersionResource resource) {
    world.trace().line(process.name(), "->", "read barrier " + read + " " + resource);
    afterRead(
        resource,
        () -> handle(new DispatcherInput.BarrierFailed(read, resource)),
        () ->
            new DispatcherInput.BarrierRead(
                read, resource, new ResourceVersion(Long.toString(world.api().version()))));
  }

  private interface Reading {
    DispatcherInput now();
  }

  private void afterRead(GroupVersionResource resource, Runnable failed, Reading reading) {
    Chance chance = world.chance();
    if (world.api().away()
        || !world.api().serves(resource)
        || world.api().refusing()
        || chance.happens(world.faults().of(Fault.READ_FAILS))) {
      world.coverage().met(Fault.READ_FAILS);
      process.after(chance.between(10, 3_000), failed);
      return;
    }
    world
        .schedule()
        .after(
            chance.between(1, 50),
            () -> {
              if (world.api().away()) {
                process.after(chance.between(10, 3_000), failed);
              } else {
                DispatcherInput answer = reading.now();
                process.after(chance.between(1, 50), () -> handle(answer));
              }
            });
  }
}
