package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Layout;
import dev.fairlead.protocol.ownership.Layouts;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.rollout.Rollout;
import dev.fairlead.protocol.rollout.RolloutEffect;
import dev.fairlead.protocol.rollout.RolloutInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One process of the watcher role: its caches, and an election for each partition. */
final class SimulatedWatcher implements SimulatedCache.Listener {

  private final World world;
  private final String host;
  private final SimulatedProcess process;
  private final Incarnation incarnation;
  private final SimulatedCache primaries;
  private final SimulatedCache children;
  private final Layouts layouts;
  private final Map<Partition, SimulatedElection> elections = new LinkedHashMap<>();
  private final Map<Partition, Long> heardEpochs = new HashMap<>();
  private final Rollout rollout = new Rollout();
  private long rolloutWakeMillis = Long.MAX_VALUE;
  private boolean synced;
  private boolean leaving;

  SimulatedWatcher(World world, String host, String name) {
    this.world = world;
    this.host = host;
    this.process = new SimulatedProcess(name, world.schedule(), world.chance());
    this.incarnation = new Incarnation(name);
    this.primaries = new SimulatedCache(world, process, Resources.PRIMARIES, this);
    this.children = new SimulatedCache(world, process, Resources.CHILDREN, this);
    this.layouts = new Layouts(Resources.CONTROLLER, world.layouts());
  }

  static LeaderElectorSettings settings(World world) {
    return LeaderElectorSettings.defaults(world.chance().seed());
  }

  void start() {
    primaries.start();
    children.start();
  }

  String host() {
    return host;
  }

  SimulatedProcess process() {
    return process;
  }

  Incarnation incarnation() {
    return incarnation;
  }

  SimulatedCache cache(GroupVersionResource resource) {
    return resource.equals(Resources.PRIMARIES) ? primaries : children;
  }

  boolean synced() {
    return synced;
  }

  Collection<SimulatedElection> elections() {
    return elections.values();
  }

  List<SimulatedOwner> owners() {
    List<SimulatedOwner> owners = new ArrayList<>();
    for (SimulatedElection election : elections.values()) {
      election.owner().ifPresent(owners::add);
    }
    return owners;
  }

  /** The declaration that counts here. */
  Optional<Declaration> accepted() {
    return rollout.accepted();
  }

  /** A worker says that it is there, and what it declares. */
  void announced(SimulatedWorker worker) {
    handle(new RolloutInput.Announced(worker.incarnation(), worker.declaration()));
    for (SimulatedOwner owner : owners()) {
      if (world.sabotage().serves(owner.declaration(), worker.declaration())) {
        owner.handle(new DispatcherInput.WorkerAnnounced(worker.incarnation()));
      }
    }
  }

  /** Takes in what matters to which declaration counts. */
  void handle(RolloutInput given) {
    world
        .sabotage()
        .rollout(given, rollout)
        .ifPresent(input -> {
          world.coverage().met(input);
          for (RolloutEffect effect : rollout.handle(input, process.local())) {
            world.coverage().met(effect);
            world.trace().line(process.name(), "rollout ->", effect);
            run(effect);
          }
        });
  }

  private void run(RolloutEffect effect) {
    switch (effect) {
      case RolloutEffect.Watch(Declaration declaration) ->
          process.after(
              world.chance().between(0, 3_000), () -> handle(new RolloutInput.InStep(declaration)));
      case RolloutEffect.Accept accept -> {
        if (elections.isEmpty()) {
          contend();
        } else if (world.sabotage().leavesForAnother()) {
          tell(new LeaderElectorInput.LeaveStarted());
        }
      }
      case RolloutEffect.Forget forget -> {}
      case RolloutEffect.Refuse refuse -> {}
      case RolloutEffect.WakeAt(long atMillis) -> {
        rolloutWakeMillis = atMillis;
        process.atLocal(atMillis, () -> wake(atMillis));
      }
    }
  }

  private void wake(long atMillis) {
    if (rolloutWakeMillis != atMillis) {
      return;
    }
    if (process.local() < atMillis) {
      process.atLocal(atMillis, () -> wake(atMillis));
    } else {
      rolloutWakeMillis = Long.MAX_VALUE;
      handle(new RolloutInput.Ticked());
    }
  }

  /** Takes in a message of a worker, for the owner of one partition. */
  void take(Partition partition, DispatcherInput input) {
    Optional.ofNullable(elections.get(partition))
        .flatMap(SimulatedElection::owner)
        .ifPresent(owner -> owner.handle(input));
  }

  /** Takes in what concerns whoever owns something here. */
  void takeAll(DispatcherInput input) {
    owners().forEach(owner -> owner.handle(input));
  }

  /** Somebody says that a Lease was released. */
  void hinted(Vacated vacated) {
    Optional.ofNullable(elections.get(vacated.partition()))
        .ifPresent(election -> election.handle(new LeaderElectorInput.LeaseHinted()));
  }

  /** Every election takes in something. */
  void tell(LeaderElectorInput input) {
    List.copyOf(elections.values()).forEach(election -> election.handle(input));
  }

  /** It is asked to go, and takes the time that it needs. */
  void leave() {
    leaving = true;
    if (elections.isEmpty()) {
      world.watcherLeft(this);
    }
    tell(new LeaderElectorInput.LeaveStarted());
  }

  boolean leaving() {
    return leaving;
  }

  /** It is not there any more. */
  void die() {
    process.die();
    primaries.stop();
    children.stop();
  }

  /** The configuration has another layout. */
  void relaid(List<Layout> known) {
    layouts.changed(known);
    if (world.sabotage().ignoresTombstones()) {
      layouts.toClose().forEach(layouts::closed);
    }
    contend();
  }

  private void contend() {
    if (leaving || rollout.accepted().isEmpty()) {
      return;
    }
    for (Partition partition : layouts.toOwn()) {
      election(partition);
    }
    for (Partition partition : layouts.toClose()) {
      election(partition).handle(new LeaderElectorInput.CloseStarted());
    }
  }

  private SimulatedElection election(Partition partition) {
    SimulatedElection known = elections.get(partition);
    if (known != null) {
      return known;
    }
    SimulatedElection election =
        new SimulatedElection(world, this, partition, heardEpochs.getOrDefault(partition, 0L));
    elections.put(partition, election);
    election.handle(new LeaderElectorInput.Ticked());
    return election;
  }

  /** The Lease of a partition is a tombstone. */
  void closed(Partition partition) {
    layouts.closed(partition);
    elections.remove(partition);
    if (!leaving) {
      process.after(0, this::contend);
    } else if (elections.isEmpty()) {
      world.watcherLeft(this);
    }
  }

  /**
   * It has given up one partition. When the process leaves and that is all, it ends; otherwise it
   * stands again, for another declaration.
   */
  void left(Partition partition) {
    world.trace().line(process.name(), "left", partition);
    if (!leaving) {
      Optional.ofNullable(elections.remove(partition))
          .ifPresent(election -> heardEpochs.put(partition, election.heardEpoch()));
      process.after(0, this::contend);
    } else if (owners().isEmpty()) {
      world.watcherLeft(this);
    }
  }

  /** Finds out whether a process is dead; what lives, or cannot be reached, proves nothing. */
  void probe(Incarnation suspect, Runnable proven) {
    long millis = world.chance().between(1, world.chance().happens(0.5) ? 20 : 1_500);
    Optional<SimulatedProcess> process = world.process(suspect);
    if (process.isPresent() && !process.get().alive()) {
      process().after(millis, proven);
    }
  }

  /** The children of a primary, as this watcher sees them. */
  List<ObservedObject> childrenOf(ObservedObject primary) {
    return children
        .lister()
        .byIndex(new Index.ControllerOwner(), new NamespacedName("", primary.metadata().uid()));
  }

  /** A new owner is told all that its caches know. */
  void replay(SimulatedOwner owner) {
    for (SimulatedCache cache : List.of(primaries, children)) {
      if (!cache.progress().equals(ResourceVersion.NONE)) {
        owner.handle(new DispatcherInput.Progressed(cache.resource(), cache.progress()));
      }
    }
    owner.handle(new DispatcherInput.SyncedChanged(synced));
    touchAll(owner);
  }

  private void touchAll(SimulatedOwner owner) {
    for (ObservedObject primary : primaries.lister().list(Optional.empty(), 1_000)) {
      if (Resources.number(primary.name(), owner.partition().layout())
          == owner.partition().number()) {
        pause(primary, owner::handle);
        owner.handle(touched(primary.name(), Reason.Type.PRIMARY_ADDED, primary, true));
      }
    }
  }

  private void about(NamespacedName key, DispatcherInput input) {
    for (SimulatedOwner owner : owners()) {
      if (owner.covers(key)) {
        owner.handle(input);
      }
    }
  }

  @Override
  public void notified(Notification notification, boolean initial) {
    world.stepped(this);
    ObservedObject object = notification.object();
    boolean primary = object.resource().equals(Resources.PRIMARIES);
    NamespacedName key = object.name();
    switch (notification) {
      case Notification.Added added -> {
        if (primary) {
          pause(object, input -> about(key, input));
        }
        takeAll(new DispatcherInput.ObjectObserved(object));
        if (primary) {
          about(key, touched(key, Reason.Type.PRIMARY_ADDED, object, initial));
        } else {
          touchOwner(object, Reason.Type.CHILD_CHANGED);
        }
      }
      case Notification.Updated updated -> {
        if (primary) {
          pause(object, input -> about(key, input));
        }
        takeAll(new DispatcherInput.ObjectObserved(object));
        if (!primary) {
          touchOwner(object, Reason.Type.CHILD_CHANGED);
        } else if (object.metadata().generation() != updated.before().metadata().generation()) {
          about(key, touched(key, Reason.Type.PRIMARY_CHANGED, object, false));
        } else {
          about(key, new DispatcherInput.ChangePassedOver(object));
        }
      }
      case Notification.Deleted deleted -> {
        if (primary) {
          about(key, new DispatcherInput.KeyGone(key));
        }
        takeAll(new DispatcherInput.ObjectGone(object.ref(), object.metadata().uid()));
        if (!primary) {
          touchOwner(object, Reason.Type.CHILD_GONE);
        }
      }
      case Notification.Resynced resynced -> {}
    }
  }

  private static void pause(ObservedObject primary, Consumer<DispatcherInput> to) {
    boolean paused = primary.metadata().annotations().containsKey(Resources.PAUSED);
    to.accept(new DispatcherInput.KeyPaused(primary.name(), paused));
  }

  private void touchOwner(ObservedObject child, Reason.Type type) {
    Optional<OwnerReference> owner = child.metadata().controllerOwner();
    if (owner.isPresent()) {
      NamespacedName key = new NamespacedName(child.name().namespace(), owner.get().name());
      if (primaries.lister().get(key).isPresent()) {
        about(key, touched(key, type, child, false));
      }
    }
  }

  private static DispatcherInput touched(
      NamespacedName key, Reason.Type type, ObservedObject cause, boolean initial) {
    return new DispatcherInput.KeyTouched(
        key,
        new Reason(type, cause.name().name(), ""),
        initial ? Priority.INITIAL_LIST : Priority.CHANGE);
  }

  @Override
  public void progressed(GroupVersionResource resource, ResourceVersion version) {
    world.stepped(this);
    takeAll(new DispatcherInput.Progressed(resource, version));
  }

  @Override
  public void eraBegan(GroupVersionResource resource) {
    world.stepped(this);
    for (SimulatedOwner owner : owners()) {
      owner.handle(new DispatcherInput.EraBegan(resource));
      touchAll(owner);
    }
  }

  @Override
  public void syncedChanged() {
    world.stepped(this);
    boolean all = primaries.synced() && children.synced();
    if (all != synced) {
      synced = all;
      takeAll(new DispatcherInput.SyncedChanged(all));
    }
  }

  /** Its partitions, for the trace. */
  @Override
  public String toString() {
    return new ArrayList<>(elections.keySet()) + " at " + process.name();
  }
}
