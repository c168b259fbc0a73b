package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drives a dispatcher and its caches, as a watcher does. */
final class SimulatedOwner implements SimulatedCache.Listener {

  static final long EPOCH = 5;
  static final long DEADLINE_MILLIS = 10_000;

  private final World world;
  private final SimulatedProcess process;
  private final Incarnation incarnation = new Incarnation("owner");
  private final SimulatedCache primaries;
  private final SimulatedCache children;
  private final Dispatcher dispatcher;
  private boolean synced;
  private long wakeMillis = Long.MAX_VALUE;

  SimulatedOwner(World world) {
    this.world = world;
    this.process = new SimulatedProcess("owner", world.schedule(), world.chance());
    this.primaries = new SimulatedCache(world, process, Resources.PRIMARIES, this);
    this.children = new SimulatedCache(world, process, Resources.CHILDREN, this);
    this.dispatcher =
        new Dispatcher(
            incarnation,
            Resources.PARTITION,
            Tenure.alone(EPOCH),
            world.sabotage().owner(DispatcherSettings.defaults(world.chance().seed())),
            Map.of(Resources.PRIMARIES, primaries.lister(), Resources.CHILDREN, children.lister()));
  }

  void start() {
    primaries.start();
    children.start();
  }

  SimulatedProcess process() {
    return process;
  }

  Incarnation incarnation() {
    return incarnation;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  SimulatedCache cache(GroupVersionResource resource) {
    return resource.equals(Resources.PRIMARIES) ? primaries : children;
  }

  boolean synced() {
    return synced;
  }

  /** Takes in a message or another fact. */
  void handle(DispatcherInput given) {
    world
        .sabotage()
        .dispatcher(given, dispatcher)
        .ifPresent(input -> {
          world.coverage().met(input);
          world.trace().line(process.name(), "<-", input);
          List<DispatcherEffect> effects =
              world.watched(given, () -> dispatcher.handle(input, process.local()));
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
      case DispatcherEffect.AttemptOver over -> {
        world.trace().line(process.name(), "->", over);
        world.check(invariant -> invariant.over(world, over.finished()));
      }
      case DispatcherEffect.ReportLost lost -> world.trace().line(process.name(), "->", lost);
      case DispatcherEffect.Abdicate abdicate ->
          throw new Violation("5 Promise", "an owner alone abdicates: " + abdicate);
      case DispatcherEffect.WantRoster want -> throw new IllegalStateException("no Lease");
      case DispatcherEffect.Probe probe -> throw new IllegalStateException("no Lease");
      case DispatcherEffect.ReachNobody alone -> throw new IllegalStateException("no Lease");
      case DispatcherEffect.Settled settled -> throw new IllegalStateException("nobody leaves");
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
            incarnation,
            assign.beat(),
            world.sabotage().permitMillis(assign.permitMillis()),
            DEADLINE_MILLIS,
            assign.reasons(),
            TraceContext.NONE,
            assign.failures(),
            snapshot(token.key()));
    if (!assign.again()) {
      world.check(invariant -> invariant.assigned(world, message));
    }
    send(
        assign.worker(), message, worker -> worker.handle(new WorkerInput.AssignReceived(message)));
  }

  private Snapshot snapshot(NamespacedName key) {
    Optional<ObservedObject> primary = primaries.lister().get(key);
    return new Snapshot(primary, primary.map(this::childrenOf).orElse(List.of()), List.of());
  }

  List<ObservedObject> childrenOf(ObservedObject primary) {
    return children
        .lister()
        .byIndex(new Index.ControllerOwner(), new NamespacedName("", primary.metadata().uid()));
  }

  private void settle(long read, ObjectRef ref) {
    world.trace().line(process.name(), "->", "settle " + read + " " + ref);
    afterRead(
        () -> handle(new DispatcherInput.SettleFailed(read, ref)),
        () -> {
          Optional<ObservedObject> found = world.api().get(ref);
          return found
              .<DispatcherInput>map(object ->
                  new DispatcherInput.SettledPresent(
                      read, ref, object.metadata().uid(), object.resourceVersion()))
              .orElseGet(() -> {
                world.check(invariant -> invariant.settledAbsent(world, ref));
                return new DispatcherInput.SettledAbsent(read, ref);
              });
        });
  }

  private void readBarrier(long read, GroupVersionResource resource) {
    world.trace().line(process.name(), "->", "read barrier " + read + " " + resource);
    afterRead(
        () -> handle(new DispatcherInput.BarrierFailed(read, resource)),
        () ->
            new DispatcherInput.BarrierRead(
                read, resource, new ResourceVersion(Long.toString(world.api().version()))));
  }

  private interface Reading {
    DispatcherInput now();
  }

  private void afterRead(Runnable failed, Reading reading) {
    Chance chance = world.chance();
    if (world.api().refusing() || chance.happens(world.faults().of(Fault.READ_FAILS))) {
      world.coverage().met(Fault.READ_FAILS);
      process.after(chance.between(10, 3_000), failed);
      return;
    }
    world
        .schedule()
        .after(
            chance.between(1, 50),
            () -> {
              DispatcherInput answer = reading.now();
              process.after(chance.between(1, 50), () -> handle(answer));
            });
  }

  @Override
  public void notified(Notification notification, boolean initial) {
    ObservedObject object = notification.object();
    boolean primary = object.resource().equals(Resources.PRIMARIES);
    switch (notification) {
      case Notification.Added added -> {
        handle(new DispatcherInput.ObjectObserved(object));
        if (primary) {
          pause(object);
          touch(object.name(), Reason.Type.PRIMARY_ADDED, object, initial);
        } else {
          touchOwner(object, Reason.Type.CHILD_CHANGED);
        }
      }
      case Notification.Updated updated -> {
        handle(new DispatcherInput.ObjectObserved(object));
        if (!primary) {
          touchOwner(object, Reason.Type.CHILD_CHANGED);
        } else {
          pause(object);
          if (object.metadata().generation() != updated.before().metadata().generation()) {
            touch(object.name(), Reason.Type.PRIMARY_CHANGED, object, false);
          }
        }
      }
      case Notification.Deleted deleted -> {
        handle(new DispatcherInput.ObjectGone(object.ref(), object.metadata().uid()));
        if (primary) {
          handle(new DispatcherInput.KeyGone(object.name()));
        } else {
          touchOwner(object, Reason.Type.CHILD_GONE);
        }
      }
      case Notification.Resynced resynced -> {}
    }
  }

  private void pause(ObservedObject primary) {
    boolean paused = primary.metadata().annotations().containsKey(Resources.PAUSED);
    handle(new DispatcherInput.KeyPaused(primary.name(), paused));
  }

  private void touchOwner(ObservedObject child, Reason.Type type) {
    Optional<OwnerReference> owner = child.metadata().controllerOwner();
    if (owner.isPresent()) {
      NamespacedName key = new NamespacedName(child.name().namespace(), owner.get().name());
      if (primaries.lister().get(key).isPresent()) {
        touch(key, type, child, false);
      }
    }
  }

  private void touch(NamespacedName key, Reason.Type type, ObservedObject cause, boolean initial) {
    handle(
        new DispatcherInput.KeyTouched(
            key,
            new Reason(type, cause.name().name(), ""),
            initial ? Priority.INITIAL_LIST : Priority.CHANGE));
  }

  @Override
  public void progressed(GroupVersionResource resource, ResourceVersion version) {
    handle(new DispatcherInput.Progressed(resource, version));
  }

  @Override
  public void syncedChanged() {
    boolean all = primaries.synced() && children.synced();
    if (all != synced) {
      synced = all;
      handle(new DispatcherInput.SyncedChanged(all));
    }
  }
}
