package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An API server, as far as a controller can tell: one counter of versions, preconditions by uid and
 * version, creates that never overwrite, streams of changes, and a garbage collector.
 */
final class SimulatedApiServer {

  private static final long ELSEWHERE = 10_000;

  private final World world;
  private final Map<GroupVersionResource, SimulatedCollection> collections = new HashMap<>();
  private final List<SimulatedStream> streams = new ArrayList<>();
  private long version = 100;
  private long uids;
  private final Set<GroupVersionResource> undefined = new HashSet<>();
  private boolean refusing;
  private boolean away;
  private int era;

  /** The version of the backup that was restored last, and the one after which versions go on. */
  private long restored = Long.MAX_VALUE;

  private long resumed = Long.MAX_VALUE;

  /** Below this version there is no history. */
  private long oldest;

  SimulatedApiServer(World world) {
    this.world = world;
    Resources.ALL.forEach(resource -> collections.put(resource, new SimulatedCollection()));
  }

  /** All that a backup has. */
  record Backup(long version, Map<GroupVersionResource, SimulatedCollection.Backup> collections) {}

  /**
   * Makes a backup. Other kinds are written too, and more than all that a schedule writes: after a
   * restore no version is reached again by chance.
   */
  Backup backup() {
    Map<GroupVersionResource, SimulatedCollection.Backup> saved = new HashMap<>();
    collections.forEach((resource, collection) -> saved.put(resource, collection.backup()));
    Backup backup = new Backup(version, saved);
    version += ELSEWHERE;
    return backup;
  }

  /** It is stopped: every stream breaks, and nobody reaches it. */
  void goAway() {
    away = true;
    List.copyOf(streams).forEach(SimulatedStream::breakOff);
  }

  /**
   * It is there again, as it was when the backup was made. With {@code bumped} versions go on above
   * all that were there before, and no history is kept.
   */
  void restore(Backup backup, boolean bumped) {
    away = false;
    era++;
    restored = backup.version();
    version = bumped ? version + ELSEWHERE : backup.version();
    resumed = version;
    backup.collections().forEach((resource, saved) -> collection(resource).restore(saved));
    if (bumped || world.chance().happens(0.5)) {
      oldest = version;
    }
    collection(Resources.CHILDREN).all().forEach(this::collectIfOrphan);
  }

  boolean away() {
    return away;
  }

  /** How often it was restored. */
  int era() {
    return era;
  }

  /** Whether it still knows what came after a version. */
  boolean remembers(ResourceVersion after) {
    return number(after) >= oldest;
  }

  /** Whether what was written at a version is undone by a restore. */
  boolean isUndone(ResourceVersion written) {
    long at = number(written);
    return at > restored && (at <= resumed || at > version);
  }

  /** How far a version of an era is in the present one: they have in common what was backed up. */
  ResourceVersion inThisEra(int ofEra, ResourceVersion version) {
    return ofEra == era || number(version) <= restored
        ? version
        : new ResourceVersion(Long.toString(restored));
  }

  /** What the server answers to a write. */
  sealed interface Answer {

    /** Done: the object is at this version now. */
    record Done(int code, String uid, ResourceVersion version) implements Answer {}

    /** Done: the object is gone. */
    record Deleted(String uid) implements Answer {}

    /** It is not as the writer believed. */
    record Conflict() implements Answer {}
  }

  /** What a write wants an object to be. */
  record Spec(
      Map<String, String> fields,
      Map<String, String> labels,
      Map<String, String> annotations,
      Optional<OwnerReference> owner) {

    Spec unlabelled() {
      return new Spec(fields, Map.of(), annotations, owner);
    }
  }

  SimulatedCollection collection(GroupVersionResource resource) {
    SimulatedCollection collection = collections.get(resource);
    if (collection == null) {
      throw new IllegalArgumentException(resource.toString());
    }
    return collection;
  }

  Optional<ObservedObject> get(ObjectRef ref) {
    return collection(ref.resource()).get(ref.name());
  }

  /** What a read with the declared selectors finds. */
  Optional<ObservedObject> read(ObjectRef ref) {
    return get(ref).filter(Resources::selects);
  }

  long version() {
    return version;
  }

  static long number(ResourceVersion version) {
    return version.value().isEmpty() ? 0 : Long.parseLong(version.value());
  }

  Answer create(ObjectRef ref, Spec spec) {
    if (get(ref).isPresent() || !serves(ref.resource())) {
      return new Answer.Conflict();
    }
    uids++;
    ObservedObject created = put(ref, Change.ADDED, "u" + uids, 1, spec);
    collectIfOrphan(created);
    return new Answer.Done(201, created.metadata().uid(), created.resourceVersion());
  }

  /**
   * Replaces an object that is still as it was seen. As with an apply, what is empty is not asked
   * for, and an absent object is created unless a uid is asked for.
   */
  Answer update(ObjectRef ref, String uid, ResourceVersion seen, Spec spec) {
    Optional<ObservedObject> before = get(ref);
    if (before.isEmpty() && uid.isEmpty()) {
      return create(ref, spec);
    }
    if (before.isEmpty() || !isAsSeen(before.get(), uid, seen)) {
      return new Answer.Conflict();
    }
    Metadata last = before.get().metadata();
    boolean sameSpec = spec(last).equals(spec.fields());
    long generation = last.generation() + (sameSpec ? 0 : 1);
    Map<String, String> fields = new HashMap<>(spec.fields());
    if (last.fields().containsKey(Resources.READY)) {
      fields.put(Resources.READY, last.fields().get(Resources.READY));
    }
    Spec whole = new Spec(fields, spec.labels(), spec.annotations(), spec.owner());
    ObservedObject updated = put(ref, Change.MODIFIED, last.uid(), generation, whole);
    return new Answer.Done(200, last.uid(), updated.resourceVersion());
  }

  /** Writes the status of an object that is still at the version that was seen. */
  Answer status(ObjectRef ref, ResourceVersion seen, String ready) {
    Optional<ObservedObject> before = get(ref);
    if (before.isEmpty() || !isAsSeen(before.get(), "", seen)) {
      return new Answer.Conflict();
    }
    Metadata last = before.get().metadata();
    Map<String, String> fields = new HashMap<>(spec(last));
    fields.put(Resources.READY, ready);
    Spec whole = new Spec(fields, last.labels(), last.annotations(), last.controllerOwner());
    ObservedObject updated = put(ref, Change.MODIFIED, last.uid(), last.generation(), whole);
    return new Answer.Done(200, last.uid(), updated.resourceVersion());
  }

  /** The fields of an object without its status. */
  static Map<String, String> spec(Metadata metadata) {
    Map<String, String> fields = new HashMap<>(metadata.fields());
    fields.remove(Resources.READY);
    return fields;
  }

  /** Deletes an object that is still as it was seen. */
  Answer delete(ObjectRef ref, String uid, ResourceVersion seen) {
    Optional<ObservedObject> before = get(ref);
    if (before.isEmpty() || !isAsSeen(before.get(), uid, seen)) {
      return new Answer.Conflict();
    }
    remove(before.get());
    return new Answer.Deleted(before.get().metadata().uid());
  }

  /** Deletes whatever is there, as people do. */
  void delete(ObjectRef ref) {
    get(ref).ifPresent(this::remove);
  }

  private static boolean isAsSeen(ObservedObject object, String uid, ResourceVersion seen) {
    return (uid.isEmpty() || object.metadata().uid().equals(uid))
        && (seen.equals(ResourceVersion.NONE) || object.resourceVersion().equals(seen));
  }

  private ObservedObject put(ObjectRef ref, Change change, String uid, long generation, Spec spec) {
    version++;
    ObservedObject object =
        new ObservedObject(
            ref.resource(),
            new Metadata(
                ref.name(),
                uid,
                new ResourceVersion(Long.toString(version)),
                generation,
                false,
                spec.labels(),
                spec.annotations(),
                spec.owner().map(List::of).orElse(List.of()),
                spec.fields()),
            Frame.EMPTY);
    append(change, object);
    return object;
  }

  private void remove(ObservedObject object) {
    version++;
    append(Change.DELETED, SimulatedCollection.at(object, version));
    if (object.resource().equals(Resources.PRIMARIES)) {
      for (ObservedObject child : collection(Resources.CHILDREN).all()) {
        collectIfOrphan(child);
      }
    }
  }

  private void append(Change change, ObservedObject object) {
    world.trace().line("api", change.name().toLowerCase(java.util.Locale.ROOT), object);
    collection(object.resource()).append(version, change, object);
    for (SimulatedStream stream : streams) {
      if (stream.resource().equals(object.resource())) {
        stream.changed();
      }
    }
  }

  /** The garbage collector: an object whose owner is gone goes, a while later. */
  private void collectIfOrphan(ObservedObject child) {
    if (isOrphan(child)) {
      world
          .schedule()
          .after(
              world.chance().between(10, 3_000),
              () ->
                  get(child.ref())
                      .filter(now -> now.metadata().uid().equals(child.metadata().uid()))
                      .filter(now -> !away && isOrphan(now))
                      .ifPresent(this::remove));
    }
  }

  private boolean isOrphan(ObservedObject child) {
    Optional<OwnerReference> owner = child.metadata().controllerOwner();
    if (owner.isEmpty()) {
      return false;
    }
    NamespacedName name = new NamespacedName(child.name().namespace(), owner.get().name());
    return collection(Resources.PRIMARIES)
        .get(name)
        .filter(primary -> primary.metadata().uid().equals(owner.get().uid()))
        .isEmpty();
  }

  SimulatedStream open(
      GroupVersionResource resource, SimulatedProcess client, SimulatedStream.Reader reader) {
    SimulatedStream stream = new SimulatedStream(world, resource, client, reader);
    streams.add(stream);
    return stream;
  }

  void closed(SimulatedStream stream) {
    streams.remove(stream);
  }

  List<SimulatedStream> streams() {
    return streams;
  }

  /**
   * A CRD is deleted: its objects go, their watches end, and nobody can read or create any before
   * it is there again.
   */
  void removeDefinition(GroupVersionResource resource) {
    undefined.add(resource);
    collection(resource).all().forEach(this::remove);
    for (SimulatedStream stream : List.copyOf(streams)) {
      if (stream.resource().equals(resource)) {
        stream.endByServer();
      }
    }
  }

  void restoreDefinition(GroupVersionResource resource) {
    undefined.remove(resource);
  }

  boolean serves(GroupVersionResource resource) {
    return !undefined.contains(resource);
  }

  /** Whether lists and watches are refused for want of permission. */
  boolean refusing() {
    return refusing;
  }

  void refuse(boolean refuse) {
    refusing = refuse;
  }
}
