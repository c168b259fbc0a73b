package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The keys that must not run before the cache shows what they wrote. All entries of a key have to
 * show at the same moment; entries that stay open for long are settled by a consistent read of
 * their object.
 *
 * <p>Bounded by the keys and by what one attempt writes.
 */
final class Holds {

  private static final int DOUBLINGS_MAX = 4;
  private static final long NO_READ = 0;

  /** After so many failures in a row a conflict is settled by a read at once. */
  private static final int STALE_SETTLED_AFTER = 3;

  private final Observations observations;
  private final long settleAfterMillis;
  private final Map<NamespacedName, Hold> byKey = new HashMap<>();
  private final Map<GroupVersionResource, TreeMap<ResourceVersion, Set<NamespacedName>>> byVersion =
      new HashMap<>();
  private final Map<ObjectRef, Set<NamespacedName>> byObject = new HashMap<>();
  private final Map<Long, Read> reads = new HashMap<>();
  private final Deadlines<NamespacedName> asks = new Deadlines<>();
  private long lastRead;

  private static final class Hold {
    private List<HoldEntry> entries;
    private final List<Long> reads = new ArrayList<>();

    /** How far the caches were when this was looked at last. */
    private final Map<GroupVersionResource, ResourceVersion> progress = new HashMap<>();

    private int asked;

    Hold(List<HoldEntry> entries) {
      this.entries = entries;
    }
  }

  /**
   * A key that may run again.
   *
   * @param lacksWritten whether the cache does not show what the key wrote: a created object was
   *     deleted since, and if nobody saw it come, nobody sees it go; or a restore has undone it
   */
  record Release(NamespacedName key, boolean lacksWritten) {}

  private record Read(NamespacedName key, ObjectRef ref) {}

  Holds(Observations observations, Duration settleAfter) {
    this.observations = observations;
    this.settleAfterMillis = settleAfter.toMillis();
  }

  /**
   * Holds a key for what an attempt did to watched resources; the answer is whether it is held at
   * all, or the cache shows everything already. A write without answer is settled at once, and so
   * is a conflict that comes again and again; the rest has time.
   *
   * @param failures how many attempts have failed in a row
   */
  boolean hold(NamespacedName key, List<HoldEntry> entries, long now, int failures) {
    boolean doubtful =
        entries.stream()
            .anyMatch(entry ->
                entry instanceof HoldEntry.Unanswered
                    || (entry instanceof HoldEntry.OtherVersion
                        && failures >= STALE_SETTLED_AFTER));
    return holdAndSettle(key, entries, doubtful ? now : now + settleAfterMillis);
  }

  /** Holds a key for barriers, which are no objects to be read. */
  boolean hold(NamespacedName key, List<HoldEntry> barriers) {
    return holdAndSettle(key, barriers, Alarm.NEVER);
  }

  private boolean holdAndSettle(NamespacedName key, List<HoldEntry> entries, long settleAt) {
    Hold hold = new Hold(entries.stream().filter(observations::watches).toList());
    if (shown(hold)) {
      return false;
    }
    byKey.put(key, hold);
    index(key, hold);
    hold.entries.forEach(entry -> moves(hold, entry.resource()));
    asks.set(key, settleAt);
    return true;
  }

  /**
   * Whether the cache does not show something that was written, and not deleted after, by these
   * entries.
   */
  boolean lacksWritten(List<HoldEntry> entries) {
    return entries.stream()
        .filter(observations::watches)
        .filter(observations::lacks)
        .anyMatch(entry -> !deletes(entries, entry));
  }

  private static boolean deletes(List<HoldEntry> entries, HoldEntry written) {
    return written instanceof HoldEntry.OfObject object
        && entries.stream()
            .anyMatch(entry ->
                entry instanceof HoldEntry.Deletion deletion
                    && deletion.ref().equals(object.ref()));
  }

  /** Whether a key waits for just this state of an object: it has written it. */
  boolean awaits(NamespacedName key, ObservedObject object) {
    Hold hold = byKey.get(key);
    return hold != null && hold.entries.stream().anyMatch(entry -> isState(entry, object));
  }

  private static boolean isState(HoldEntry entry, ObservedObject object) {
    return switch (entry) {
      case HoldEntry.Version(ObjectRef ref, ResourceVersion version) ->
          ref.equals(object.ref()) && version.equals(object.resourceVersion());
      case HoldEntry.Created(ObjectRef ref, ResourceVersion version) ->
          ref.equals(object.ref()) && version.equals(object.resourceVersion());
      case HoldEntry other -> false;
    };
  }

  /** What a key waits for; empty if it is not held. */
  List<HoldEntry> open(NamespacedName key) {
    Hold hold = byKey.get(key);
    return hold == null
        ? List.of()
        : hold.entries.stream().filter(entry -> !observations.shows(entry)).toList();
  }

  /** A cache is complete up to a version; the answer is which keys it releases. */
  List<Release> progressed(GroupVersionResource resource, ResourceVersion version) {
    observations.progressed(resource, version);
    TreeMap<ResourceVersion, Set<NamespacedName>> waiting = byVersion.get(resource);
    if (waiting == null || !version.includes(waiting.firstKey())) {
      return List.of();
    }
    List<NamespacedName> candidates = new ArrayList<>();
    waiting.headMap(version, true).values().forEach(candidates::addAll);
    return release(candidates);
  }

  /** The cache shows an object in another state; the answer is which keys it releases. */
  List<Release> changed(ObjectRef ref) {
    Set<NamespacedName> candidates = byObject.get(ref);
    return candidates == null ? List.of() : release(List.copyOf(candidates));
  }

  /** A consistent read found the object; the answer is which keys it releases. */
  List<Release> present(long read, ResourceVersion version) {
    return settled(
        read,
        entry ->
            switch (entry) {
              case HoldEntry.Version(ObjectRef ref, ResourceVersion written)
                  when !version.includes(written) ->
                  new HoldEntry.Undone(ref, version);
              case HoldEntry.Created(ObjectRef ref, ResourceVersion created)
                  when !version.includes(created) ->
                  new HoldEntry.Undone(ref, version);
              case HoldEntry.Version written -> written;
              case HoldEntry.Created created -> created;
              case HoldEntry.Undone undone -> new HoldEntry.Undone(undone.ref(), version);
              case HoldEntry.OtherVersion(ObjectRef ref, ResourceVersion seen)
                  when seen.equals(version) ->
                  // It is not this object that conflicted: nothing to wait for.
                  new HoldEntry.Version(ref, ResourceVersion.NONE);
              case HoldEntry.OtherVersion(ObjectRef ref, ResourceVersion seen)
                  when version.includes(seen) ->
                  new HoldEntry.Version(ref, version);
              case HoldEntry.OtherVersion restored -> restored;
              case HoldEntry.Deletion deletion -> new HoldEntry.Version(deletion.ref(), version);
              case HoldEntry.Unanswered lost -> new HoldEntry.Version(lost.ref(), version);
              case HoldEntry.Absence absence -> new HoldEntry.Version(absence.ref(), version);
              case HoldEntry.Vanished vanished -> new HoldEntry.Version(vanished.ref(), version);
            });
  }

  /** A consistent read did not find the object; the answer is which keys it releases. */
  List<Release> absent(long read) {
    return settled(
        read,
        entry ->
            entry instanceof HoldEntry.Created(ObjectRef ref, ResourceVersion created)
                ? new HoldEntry.Vanished(ref)
                : new HoldEntry.Absence(entry.ref()));
  }

  /** A barrier was read: what waits for it waits for that version now. */
  List<Release> barrier(long read, ResourceVersion version, List<NamespacedName> keys) {
    for (NamespacedName key : keys) {
      replace(key, entry -> entry.afterRead(read, version));
    }
    return release(keys);
  }

  /**
   * A new era has begun: no version of the one before is waited for, whichever cache has noticed.
   * The answer is which keys that releases; the owner sees to it that none runs before the caches
   * show what was written up to now.
   */
  List<Release> eraBegan() {
    List<NamespacedName> keys = List.copyOf(byKey.keySet());
    for (NamespacedName key : keys) {
      replace(
          key,
          entry ->
              isVersion(entry)
                  ? new HoldEntry.Passed(entry.resource(), NO_READ, ResourceVersion.NONE)
                  : entry);
    }
    return release(keys);
  }

  private static boolean isVersion(HoldEntry entry) {
    return switch (entry) {
      case HoldEntry.Version version -> true;
      case HoldEntry.Created created -> true;
      case HoldEntry.Undone undone -> true;
      case HoldEntry.Passed passed -> true;
      case HoldEntry.Barrier barrier -> true;
      case HoldEntry.Deletion deletion -> false;
      case HoldEntry.Unanswered unanswered -> false;
      case HoldEntry.Absence absence -> false;
      case HoldEntry.Vanished vanished -> false;
      case HoldEntry.OtherVersion other -> false;
    };
  }

  /** Asks for the reads that are due. */
  void tick(long now, List<DispatcherEffect> effects) {
    for (var due = asks.pollDue(now); due.isPresent(); due = asks.pollDue(now)) {
      NamespacedName key = due.get();
      Hold hold = byKey.get(key);
      if (hold != null) {
        Set<ObjectRef> unsettled = unsettled(hold);
        unsettled.forEach(ref -> ask(key, hold, ref, effects));
        long doublings = Math.min(hold.asked, DOUBLINGS_MAX);
        asks.set(key, now + (settleAfterMillis << doublings));
        hold.asked += unsettled.isEmpty() ? 0 : 1;
      }
    }
  }

  /** When {@link #tick} has something to do. */
  long nextMillis() {
    return asks.nextMillis();
  }

  /**
   * The objects that only a read can settle now. A version needs none while its cache moves on: the
   * cache will come to it, and an API server that is slow to tell is not helped by more questions.
   */
  private Set<ObjectRef> unsettled(Hold hold) {
    Set<GroupVersionResource> moving = new HashSet<>();
    for (GroupVersionResource resource : List.copyOf(hold.progress.keySet())) {
      if (moves(hold, resource)) {
        moving.add(resource);
      }
    }
    Set<ObjectRef> refs = new LinkedHashSet<>();
    for (HoldEntry entry : hold.entries) {
      if (entry instanceof HoldEntry.OfObject ofObject
          && !observations.shows(entry)
          && !(comesWithProgress(ofObject) && moving.contains(entry.resource()))) {
        refs.add(ofObject.ref());
      }
    }
    return refs;
  }

  /** Whether a cache has come further since the last look of a hold. */
  private boolean moves(Hold hold, GroupVersionResource resource) {
    ResourceVersion now = observations.progress(resource);
    ResourceVersion before = hold.progress.put(resource, now);
    return before != null && !before.includes(now);
  }

  private static boolean comesWithProgress(HoldEntry.OfObject entry) {
    return entry instanceof HoldEntry.Version
        || entry instanceof HoldEntry.Created
        || entry instanceof HoldEntry.Undone;
  }

  private void ask(NamespacedName key, Hold hold, ObjectRef ref, List<DispatcherEffect> effects) {
    lastRead++;
    hold.reads.add(lastRead);
    reads.put(lastRead, new Read(key, ref));
    effects.add(new DispatcherEffect.Settle(lastRead, ref));
  }

  private List<Release> settled(long id, Function<HoldEntry.OfObject, HoldEntry> found) {
    Read read = reads.remove(id);
    if (read == null) {
      return List.of();
    }
    replace(
        read.key(),
        entry ->
            entry instanceof HoldEntry.OfObject ofObject && ofObject.ref().equals(read.ref())
                ? found.apply(ofObject)
                : entry);
    return release(List.of(read.key()));
  }

  private void replace(NamespacedName key, UnaryOperator<HoldEntry> change) {
    Hold hold = byKey.get(key);
    if (hold != null) {
      unindex(key, hold);
      hold.entries = hold.entries.stream().map(change).toList();
      index(key, hold);
    }
  }

  private List<Release> release(List<NamespacedName> candidates) {
    List<Release> released = new ArrayList<>();
    for (NamespacedName key : candidates) {
      Hold hold = byKey.get(key);
      if (hold != null && shown(hold)) {
        byKey.remove(key);
        unindex(key, hold);
        asks.remove(key);
        hold.reads.forEach(reads::remove);
        released.add(new Release(key, lacksWritten(hold.entries)));
      }
    }
    return released;
  }

  private boolean shown(Hold hold) {
    return hold.entries.stream().allMatch(observations::shows);
  }

  private void index(NamespacedName key, Hold hold) {
    for (HoldEntry entry : hold.entries) {
      switch (entry) {
        case HoldEntry.Version(ObjectRef ref, ResourceVersion version) ->
            byVersion(ref.resource(), version).add(key);
        case HoldEntry.Created(ObjectRef ref, ResourceVersion version) ->
            byVersion(ref.resource(), version).add(key);
        case HoldEntry.Undone(ObjectRef ref, ResourceVersion version) ->
            byVersion(ref.resource(), version).add(key);
        case HoldEntry.Passed(GroupVersionResource resource, long read, ResourceVersion version) ->
            byVersion(resource, version).add(key);
        case HoldEntry.OfObject ofObject ->
            byObject.computeIfAbsent(ofObject.ref(), absent -> new LinkedHashSet<>()).add(key);
        case HoldEntry.Barrier barrier -> {}
      }
    }
  }

  private void unindex(NamespacedName key, Hold hold) {
    for (HoldEntry entry : hold.entries) {
      switch (entry) {
        case HoldEntry.Version(ObjectRef ref, ResourceVersion version) ->
            remove(ref.resource(), version, key);
        case HoldEntry.Created(ObjectRef ref, ResourceVersion version) ->
            remove(ref.resource(), version, key);
        case HoldEntry.Undone(ObjectRef ref, ResourceVersion version) ->
            remove(ref.resource(), version, key);
        case HoldEntry.Passed(GroupVersionResource resource, long read, ResourceVersion version) ->
            remove(resource, version, key);
        case HoldEntry.OfObject ofObject -> remove(byObject, ofObject.ref(), key);
        case HoldEntry.Barrier barrier -> {}
      }
    }
  }

  private Set<NamespacedName> byVersion(GroupVersionResource resource, ResourceVersion version) {
    return byVersion
        .computeIfAbsent(resource, absent -> new TreeMap<>())
        .computeIfAbsent(version, absent -> new LinkedHashSet<>());
  }

  private void remove(GroupVersionResource resource, ResourceVersion version, NamespacedName key) {
    byVersion.computeIfPresent(
        resource,
        (waiting, versions) -> {
          remove(versions, version, key);
          return versions.isEmpty() ? null : versions;
        });
  }

  private static <T> void remove(Map<T, Set<NamespacedName>> index, T value, NamespacedName key) {
    index.computeIfPresent(
        value,
        (waiting, keys) -> {
          keys.remove(key);
          return keys.isEmpty() ? null : keys;
        });
  }
}
