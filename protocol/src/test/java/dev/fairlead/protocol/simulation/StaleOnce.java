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

/**
 * 12. A conflict is met once for each advance of the cache: after it, no attempt starts from a
 * cache that still shows what conflicted, unless a consistent read has found exactly that.
 *
 * <p>A version comes once, but an absence may come again: what was created and deleted since is
 * absent in another way. Absences are told apart by the last change that a cache has passed. And a
 * cache that has not noticed yet that the API server was restored shows nothing that counts.
 */
final class StaleOnce implements Invariant {

  private final Map<Token, ResourceVersion> startedFrom = new HashMap<>();
  private final Map<Token, Outcome.Stale> unreported = new HashMap<>();
  private final Map<OwnedKey, Conflict> conflicts = new HashMap<>();

  /**
   * A conflict that a cache still shows.
   *
   * @param changed the last change of the object that the attempt could see
   */
  private record Conflict(Outcome.Stale stale, long changed) {

    boolean isShown(World world, SimulatedOwner owner) {
      ObjectRef ref = stale.conflict();
      SimulatedCache cache = owner.cache(ref.resource());
      ResourceVersion shown =
          cache
              .lister()
              .get(ref.name())
              .map(ObservedObject::resourceVersion)
              .orElse(ResourceVersion.NONE);
      return shown.equals(stale.seen())
          && !cache.isOfFormerEra()
          && (!shown.equals(ResourceVersion.NONE)
              || changed == lastChange(world, ref, cache.progress()));
    }
  }

  private static long lastChange(World world, ObjectRef ref, ResourceVersion progress) {
    return world
        .api()
        .collection(ref.resource())
        .lastChange(ref.name(), SimulatedApiServer.number(progress));
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
    ResourceVersion from = startedFrom.remove(finished.token());
    if (stale != null && from != null) {
      Conflict conflict = new Conflict(stale, lastChange(world, stale.conflict(), from));
      if (conflict.isShown(world, owner)) {
        conflicts.put(new OwnedKey(owner, finished.token().key()), conflict);
      }
    }
  }

  @Override
  public void progressed(World world, SimulatedCache cache, ResourceVersion version) {
    conflicts
        .entrySet()
        .removeIf(entry -> !entry.getValue().isShown(world, entry.getKey().owner()));
  }

  @Override
  public void settledPresent(World world, ObjectRef ref, ResourceVersion version) {
    conflicts
        .values()
        .removeIf(conflict ->
            conflict.stale().conflict().equals(ref) && conflict.stale().seen().equals(version));
  }

  @Override
  public void restored(World world) {
    startedFrom.clear();
    conflicts.clear();
    unreported.clear();
  }

  @Override
  public void settledAbsent(World world, ObjectRef ref) {
    settledPresent(world, ref, ResourceVersion.NONE);
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    startedFrom.put(assign.token(), owner.cache(Resources.CHILDREN).progress());
    Conflict conflict = conflicts.remove(new OwnedKey(owner, assign.token().key()));
    if (conflict != null && conflict.isShown(world, owner)) {
      throw new Violation(
          "12 StaleOnce",
          assign.token() + " starts from what conflicted before: " + conflict.stale());
    }
  }
}
