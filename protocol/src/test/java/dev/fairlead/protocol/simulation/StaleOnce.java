package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 12. A conflict is met once for each advance of the cache: after it, no attempt starts from a
 * cache that still shows what conflicted, unless a consistent read has found exactly that.
 *
 * <p>A version comes once; an absence may come again, and has no version to tell one from another.
 * So where the attempt saw nothing, and a read has found the object, a cache that has passed that
 * version and shows nothing shows another absence: the object has come and gone.
 */
final class StaleOnce implements Invariant {

  private final Map<Token, Outcome.Stale> unreported = new HashMap<>();
  private final Map<OwnedKey, Conflict> conflicts = new HashMap<>();

  /**
   * A conflict that a cache still shows.
   *
   * @param found the version at which a read has found what the attempt took for absent
   */
  private record Conflict(Outcome.Stale stale, Optional<ResourceVersion> found) {

    boolean isAbout(ObjectRef ref) {
      return stale.conflict().equals(ref);
    }

    boolean isShown(SimulatedOwner owner) {
      ObjectRef ref = stale.conflict();
      SimulatedCache cache = owner.cache(ref.resource());
      ResourceVersion shown =
          cache
              .lister()
              .get(ref.name())
              .map(ObservedObject::resourceVersion)
              .orElse(ResourceVersion.NONE);
      return shown.equals(stale.seen()) && found.filter(cache.progress()::includes).isEmpty();
    }

    Conflict foundAt(ResourceVersion version) {
      boolean first = stale.seen().equals(ResourceVersion.NONE) && found.isEmpty();
      return first ? new Conflict(stale, Optional.of(version)) : this;
    }
  }

  @Override
  public void ended(World world, Token token, Outcome outcome) {
    if (outcome instanceof Outcome.Stale stale) {
      unreported.put(token, stale);
    }
  }

  @Override
  public void over(World world, SimulatedOwner owner, Finished finished) {
    Outcome.Stale stale = unreported.remove(finished.token());
    if (stale != null) {
      Conflict conflict = new Conflict(stale, Optional.empty());
      if (conflict.isShown(owner)) {
        conflicts.put(new OwnedKey(owner, finished.token().key()), conflict);
      }
    }
  }

  @Override
  public void progressed(World world, SimulatedCache cache, ResourceVersion version) {
    conflicts.entrySet().removeIf(entry -> !entry.getValue().isShown(entry.getKey().owner()));
  }

  @Override
  public void settledPresent(World world, ObjectRef ref, ResourceVersion version) {
    settledAt(ref, version);
    conflicts.replaceAll(
        (key, conflict) -> conflict.isAbout(ref) ? conflict.foundAt(version) : conflict);
  }

  @Override
  public void settledAbsent(World world, ObjectRef ref) {
    settledAt(ref, ResourceVersion.NONE);
  }

  private void settledAt(ObjectRef ref, ResourceVersion version) {
    conflicts
        .values()
        .removeIf(conflict -> conflict.isAbout(ref) && conflict.stale().seen().equals(version));
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    Conflict conflict = conflicts.remove(new OwnedKey(owner, assign.token().key()));
    if (conflict != null && conflict.isShown(owner)) {
      throw new Violation(
          "12 StaleOnce",
          assign.token() + " starts from what conflicted before: " + conflict.stale());
    }
  }
}
