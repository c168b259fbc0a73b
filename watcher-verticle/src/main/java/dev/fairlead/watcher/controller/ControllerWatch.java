package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.watcher.dispatch.CacheView;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import dev.fairlead.watcher.dispatch.Ownership;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.informer.SharedCollections;
import dev.fairlead.watcher.informer.UnionLister;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One controller: its kinds on the one side, its dispatcher on the other. Lives on the loop.
 *
 * <p>Its dispatcher is told that it is synced only while every declared kind is: a kind that is
 * missing or may not be read is never taken for one without objects.
 */
public final class ControllerWatch
    implements KindWatch.Watcher, CacheView, PartitionWatch.Controller {

  /** A worker announces itself with every beat; one that was silent for this long may be gone. */
  private static final long FRESH_MILLIS = 5_000;

  private static final int WORKERS_MAX = 1_000;

  /** Hears how a controller fares. */
  public interface Listener {

    /** It is in step, is no longer, has other problems than before, or gave up a partition. */
    void stateChanged(ControllerWatch controller);

    /** The owner of one of its partitions has not reached any worker for long. */
    void reachesNobody(ControllerWatch controller);
  }

  private static final Reason RESTORED =
      Reason.of(Reason.Type.RESYNC, "the API server was restored from a backup");

  private final Declaration declaration;
  private final Listener listener;
  private final Map<GroupVersionResource, UnionLister> listers = new HashMap<>();
  private final Incarnation self;
  private ControllerSettings settings;
  private final Surroundings world;
  private final Map<Incarnation, Long> announcedMillis = new HashMap<>();
  private final Partitions partitions;
  private final LayoutSource layouts;
  private final Sharing sharing;
  private final List<KindWatch> kinds;
  private final KindWatch primary;
  private final List<KindWatch> owned;
  private final Triggers triggers;
  private final Resync resync;
  private final Narrowing narrowing;
  private boolean synced;
  private boolean paused;

  /**
   * Begins with {@link #watch}.
   *
   * @param namespaces what this watcher is narrowed to; empty for all
   * @param code what this process has of the operators' own code
   */
  public ControllerWatch(
      Incarnation self,
      Declaration declaration,
      List<String> namespaces,
      ControllerSettings settings,
      OperatorCode code,
      RESTMapper mapper,
      SharedCollections shared,
      Surroundings world,
      Opening opening,
      Listener listener) {
    this.self = self;
    this.declaration = declaration;
    this.settings = settings;
    this.paused = settings.paused();
    this.world = world;
    this.listener = listener;
    this.kinds =
        declaration
            .watched()
            .map(kind ->
                new KindWatch(
                    world.loop(),
                    mapper,
                    shared,
                    KindScope.of(declaration, kind, namespaces, code),
                    this))
            .toList();
    this.primary = kinds.getFirst();
    this.owned = kinds.stream().filter(kind -> declaration.owned().contains(kind.kind())).toList();
    this.triggers = new Triggers(declaration, new KeyMapper(primary.kind(), primary.cache()));
    this.narrowing = new Narrowing(declaration.controller(), kinds, triggers);
    this.resync =
        new Resync(world.loop(), settings.resync(), primary.cache().lister(), this::tellOwners);
    this.partitions =
        new Partitions(
            declaration.controller(), (partition, of) -> opening.open(partition, of, this));
    this.layouts =
        opening.layouts(
            declaration.controller(), partitions.layouts(), settings.paused(), this::laidOut);
    this.sharing = new Sharing(self, partitions, this::couldOwn, opening.spreading(), world);
  }

  /** Begins to watch its kinds. */
  void watch() {
    kinds.forEach(KindWatch::start);
  }

  /** Stands for its partitions. */
  void stand() {
    layouts.start();
    sharing.start();
    resync.start();
  }

  /** Watches these namespaces, empty for all, as soon as their caches are filled. */
  void narrow(List<String> namespaces) {
    narrowing.to(Namespaces.both(declaration.namespaces(), namespaces));
    shiftIfReady();
  }

  private void shiftIfReady() {
    if (narrowing.ready()) {
      // Nothing is given out while one cache shows other namespaces and another does not.
      tellOwners(new DispatcherInput.SyncedChanged(false));
      List<DispatcherInput> changes = narrowing.shift();
      for (GroupVersionResource resource : listers.keySet()) {
        tellOwners(new DispatcherInput.CacheWidened(resource));
        tellOwners(new DispatcherInput.Progressed(resource, progress(resource)));
      }
      changes.forEach(this::tellOwners);
      tellOwners(new DispatcherInput.SyncedChanged(synced));
    }
  }

  /** A declared index of a kind, by its name. */
  public Optional<Index> index(GroupVersionKind kind, String name) {
    return declaration
        .watched()
        .filter(watched -> watched.kind().equals(kind))
        .flatMap(watched -> watched.indexes().stream())
        .filter(declared -> declared.name().equals(name))
        .findFirst()
        .map(KindScope::index);
  }

  /** As it was declared. */
  public Declaration declaration() {
    return declaration;
  }

  /** Its partitions. */
  public Partitions partitions() {
    return partitions;
  }

  /** Its kinds, the primary first. */
  public List<KindWatch> kinds() {
    return kinds;
  }

  /** The cache of a kind that it declares; empty while the kind is not served. */
  public Optional<Lister> lister(GroupVersionKind kind) {
    return kinds.stream()
        .filter(watch -> watch.kind().kind().equals(kind))
        .flatMap(watch -> watch.cache().resource().stream())
        .findFirst()
        .map(ApiResource::resource)
        .map(listers::get);
  }

  /** Its primaries. */
  public KindCache primaries() {
    return primary.cache();
  }

  /** Whether every declared kind is in step. */
  public boolean synced() {
    return synced;
  }

  /** What keeps it from working, the gravest first. */
  public List<Problem> problems() {
    return kinds.stream()
        .flatMap(kind -> kind.problems().stream())
        .distinct()
        .sorted(Comparator.comparing(Problem.Undecodable.class::isInstance))
        .toList();
  }

  /** What keeps its partitions from being owned here, cause and remedy, one line each. */
  public List<String> ownershipProblems() {
    return Stream.concat(
            layouts.problem().stream(),
            partitions.all().stream().flatMap(watch -> watch.problem().stream()))
        .distinct()
        .toList();
  }

  /** A worker says that it is there. */
  void announced(Incarnation worker) {
    long now = world.loop().nowMillis();
    announcedMillis.values().removeIf(at -> now - at > FRESH_MILLIS);
    if (announcedMillis.size() < WORKERS_MAX || announcedMillis.containsKey(worker)) {
      announcedMillis.put(worker, now);
    }
    tellOwners(new DispatcherInput.WorkerAnnounced(worker));
  }

  /** Another watcher, or this one, says what it is to this controller. */
  void heard(Standing standing) {
    if (standing.layout() > partitions.wanted().number()) {
      layouts.look();
    }
    sharing.heard(standing);
  }

  /** Who cannot reach the Leases now would leave alone what others hand over. */
  private boolean couldOwn() {
    return synced
        && ownershipProblems().isEmpty()
        && partitions.all().stream().allMatch(PartitionWatch::reachesLease);
  }

  /** No attempt begins any more, or they do again; what runs ends as it would. */
  public void pause(boolean wanted) {
    layouts.pause(wanted);
  }

  private void laidOut() {
    boolean now = layouts.paused().orElse(settings.paused());
    if (now != paused) {
      paused = now;
      tellOwners(new DispatcherInput.Paused(now));
    }
    partitions.contend();
    ownershipChanged();
  }

  /** Treats it otherwise from now on; what a deadline is, attempts have from their dispatcher. */
  void treat(ControllerSettings other) {
    settings = other;
    resync.every(other.resync());
    tellOwners(other.backoff());
    tellOwners(other.limits());
    List.copyOf(partitions.all()).forEach(watch -> watch.handle(other.rate(watch.of())));
    layouts.configured(other.paused());
    laidOut();
  }

  /** Gives up every partition, in good order. */
  void leave() {
    sharing.leave();
    partitions.leave();
  }

  /** Stops watching and assigning. */
  public void close() {
    resync.close();
    layouts.close();
    sharing.close();
    partitions.close();
    kinds.forEach(KindWatch::close);
  }

  @Override
  public void found(KindWatch kind, ApiResource resource) {
    listers.computeIfAbsent(resource.resource(), _ -> new UnionLister()).add(kind.cache().lister());
  }

  @Override
  public void changed(KindWatch kind, Notification notification, boolean initial) {
    triggers.of(kind.kind(), notification, initial).forEach(this::tellOwners);
  }

  @Override
  public void progressed(KindWatch kind) {
    kind.cache()
        .resource()
        .map(ApiResource::resource)
        .ifPresent(
            resource -> tellOwners(new DispatcherInput.Progressed(resource, progress(resource))));
  }

  @Override
  public void eraBegan(KindWatch kind) {
    kind.cache()
        .resource()
        .map(ApiResource::resource)
        .ifPresent(resource -> tellOwners(new DispatcherInput.EraBegan(resource)));
    primaries().lister().list(Optional.empty(), Integer.MAX_VALUE).stream()
        .map(object ->
            new DispatcherInput.KeyTouched(object.name(), RESTORED, Priority.INITIAL_LIST))
        .forEach(this::tellOwners);
  }

  @Override
  public void wentBack(GroupVersionResource resource, ResourceVersion version) {
    of(resource).toList().forEach(kind -> kind.wentBack(version));
  }

  private ResourceVersion progress(GroupVersionResource resource) {
    return of(resource)
        .map(KindWatch::progress)
        .min(ResourceVersion::compareTo)
        .orElse(ResourceVersion.NONE);
  }

  @Override
  public void stateChanged() {
    shiftIfReady();
    boolean now = kinds.stream().allMatch(KindWatch::synced);
    if (now != synced) {
      synced = now;
      tellOwners(new DispatcherInput.SyncedChanged(now));
      sharing.changed();
    }
    listener.stateChanged(this);
  }

  private void tellOwners(DispatcherInput input) {
    partitions.handle(input);
  }

  @Override
  public DispatcherDriver dispatcher(PartitionWatch partition, Tenure tenure) {
    Ownership ownership =
        new Ownership(self, partition.partition(), tenure.epoch(), world.wallClock().instant());
    return new DispatcherDriver(
        ownership,
        tenure,
        partition,
        settings.deadline(),
        settings.dispatcher(partition.of()),
        this,
        world);
  }

  /** In this order: nothing may start before it is known how far the caches are, and what rests. */
  @Override
  public void replay(PartitionWatch partition, Consumer<DispatcherInput> to) {
    for (GroupVersionResource resource : listers.keySet()) {
      ResourceVersion version = progress(resource);
      if (!version.equals(ResourceVersion.NONE)) {
        to.accept(new DispatcherInput.Progressed(resource, version));
      }
    }
    to.accept(new DispatcherInput.Paused(paused));
    to.accept(new DispatcherInput.SyncedChanged(synced));
    for (ObservedObject object : primaries().lister().list(Optional.empty(), Integer.MAX_VALUE)) {
      if (partition.covers(object.name())) {
        triggers.takenOver(object).forEach(to);
      }
    }
    announcedMillis
        .keySet()
        .forEach(worker -> to.accept(new DispatcherInput.WorkerAnnounced(worker)));
  }

  @Override
  public void ownershipChanged() {
    sharing.changed();
    listener.stateChanged(this);
  }

  @Override
  public void reachesNobody() {
    listener.reachesNobody(this);
  }

  @Override
  public void over(Partition partition) {
    partitions.over(partition);
    ownershipChanged();
  }

  @Override
  public void closed(Partition partition) {
    partitions.closed(partition);
    layouts.look();
    ownershipChanged();
  }

  @Override
  public Snapshot snapshot(NamespacedName key) {
    Optional<ObservedObject> object = primaries().get(key);
    return object
        .map(found ->
            new Snapshot(
                object,
                children(found).stream().map(Child::object).toList(),
                concerning(declaration.reads(), found).toList()))
        .orElseGet(() -> new Snapshot(Optional.empty(), List.of(), List.of()));
  }

  @Override
  public String zone(NamespacedName key) {
    return primaries().get(key).map(object -> Annotations.zone(object.metadata())).orElse("");
  }

  /** The cached objects of owned kinds whose controller owner is the primary. */
  public List<Child> children(ObservedObject of) {
    Set<Child> children = new LinkedHashSet<>(); // a kind may be watched twice
    for (KindWatch kind : owned) {
      for (ObservedObject object : kind.cache().controlledBy(of.metadata().uid())) {
        children.add(new Child(kind.kind().kind(), called(kind), object));
      }
    }
    return List.copyOf(children);
  }

  private String called(KindWatch kind) {
    return declaration.nameOf(kind.kind().kind());
  }

  private Stream<ObservedObject> concerning(List<WatchedKind> reads, ObservedObject of) {
    return kinds.stream()
        .filter(kind -> reads.contains(kind.kind()))
        .flatMap(kind -> KeyMapper.objects(kind.kind(), kind.cache(), of).stream())
        .distinct();
  }

  @Override
  public Map<GroupVersionResource, Lister> listers() {
    return Collections.unmodifiableMap(listers);
  }

  @Override
  public void catchUp(GroupVersionResource resource, ResourceVersion version) {
    of(resource).forEach(kind -> kind.catchUp(version));
  }

  @Override
  public List<Selection> selections(GroupVersionResource resource) {
    return of(resource).flatMap(kind -> kind.selections().stream()).toList();
  }

  private Stream<KindWatch> of(GroupVersionResource resource) {
    return kinds.stream()
        .filter(kind ->
            kind.cache().resource().filter(found -> found.resource().equals(resource)).isPresent());
  }
}
