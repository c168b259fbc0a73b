package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the owner's caches show, and how far each of them is. */
final class Observations {

  private final Map<GroupVersionResource, Lister> caches;
  private final Map<GroupVersionResource, ResourceVersion> progress = new HashMap<>();

  /** The resources whose cache is of an era that is over. */
  private final Set<GroupVersionResource> formerEra = new HashSet<>();

  Observations(Map<GroupVersionResource, Lister> caches) {
    this.caches = caches;
  }

  Set<GroupVersionResource> resources() {
    return caches.keySet();
  }

  boolean watches(HoldEntry entry) {
    return caches.containsKey(entry.resource());
  }

  void progressed(GroupVersionResource resource, ResourceVersion version) {
    progress.merge(resource, version, ResourceVersion::max);
  }

  ResourceVersion progress(GroupVersionResource resource) {
    return progress.getOrDefault(resource, ResourceVersion.NONE);
  }

  /** Versions have gone back: what the cache has passed says nothing until a new era begins. */
  void wentBack(GroupVersionResource resource) {
    formerEra.add(resource);
  }

  /** A cache shows other collections than before: how far it is counts anew. */
  void widened(GroupVersionResource resource) {
    progress.remove(resource);
  }

  /** A cache shows the first list of a new era. */
  void eraBegan(GroupVersionResource resource) {
    formerEra.remove(resource);
    progress.remove(resource);
  }

  /** Whether an attempt that starts now works from a cache that shows this. */
  boolean shows(HoldEntry entry) {
    return switch (entry) {
      case HoldEntry.Version(ObjectRef ref, ResourceVersion version) ->
          passed(ref.resource(), version);
      case HoldEntry.Created(ObjectRef ref, ResourceVersion version) ->
          passed(ref.resource(), version);
      case HoldEntry.Undone(ObjectRef ref, ResourceVersion version) ->
          passed(ref.resource(), version);
      case HoldEntry.Passed(GroupVersionResource resource, long read, ResourceVersion version) ->
          passed(resource, version);
      case HoldEntry.Deletion(ObjectRef ref, String uid) -> {
        Optional<Metadata> shown = shown(ref);
        yield shown.isEmpty() || !shown.get().uid().equals(uid) || shown.get().deleting();
      }
      case HoldEntry.Absence(ObjectRef ref) -> shown(ref).isEmpty();
      case HoldEntry.Vanished(ObjectRef ref) -> shown(ref).isEmpty();
      case HoldEntry.OtherVersion(ObjectRef ref, ResourceVersion seen) ->
          !shown(ref).map(Metadata::resourceVersion).orElse(ResourceVersion.NONE).equals(seen);
      case HoldEntry.Unanswered unanswered -> false;
      case HoldEntry.Barrier barrier -> false;
    };
  }

  /** Whether something was written that the cache, having passed it, does not show. */
  boolean lacks(HoldEntry entry) {
    return switch (entry) {
      case HoldEntry.Created created -> shown(created.ref()).isEmpty();
      case HoldEntry.Version version -> false;
      case HoldEntry.Vanished vanished -> true;
      case HoldEntry.Undone undone -> true;
      case HoldEntry.Deletion deletion -> false;
      case HoldEntry.Unanswered unanswered -> false;
      case HoldEntry.Absence absence -> false;
      case HoldEntry.OtherVersion other -> false;
      case HoldEntry.Barrier barrier -> false;
      case HoldEntry.Passed passed -> false;
    };
  }

  private boolean passed(GroupVersionResource resource, ResourceVersion version) {
    return !formerEra.contains(resource) && progress(resource).includes(version);
  }

  private Optional<Metadata> shown(ObjectRef ref) {
    return Optional.ofNullable(caches.get(ref.resource()))
        .flatMap(cache -> cache.get(ref.name()))
        .map(ObservedObject::metadata);
  }
}
