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
 */
final class StaleOnce implements Invariant {

  private final Map<Token, Outcome.Stale> unreported = new HashMap<>();
  private final Map<OwnedKey, Outcome.Stale> conflicts = new HashMap<>();

  @Override
  public void ended(World world, Token token, Outcome outcome) {
    if (outcome instanceof Outcome.Stale stale) {
      unreported.put(token, stale);
    }
  }

  @Override
  public void over(World world, SimulatedOwner owner, Finished finished) {
    Outcome.Stale stale = unreported.remove(finished.token());
    if (stale != null && stillShown(owner, stale)) {
      conflicts.put(new OwnedKey(owner, finished.token().key()), stale);
    }
  }

  @Override
  public void progressed(World world, SimulatedCache cache, ResourceVersion version) {
    conflicts
        .entrySet()
        .removeIf(conflict -> !stillShown(conflict.getKey().owner(), conflict.getValue()));
  }

  @Override
  public void settledPresent(World world, ObjectRef ref, ResourceVersion version) {
    conflicts
        .values()
        .removeIf(stale -> stale.conflict().equals(ref) && stale.seen().equals(version));
  }

  @Override
  public void settledAbsent(World world, ObjectRef ref) {
    settledPresent(world, ref, ResourceVersion.NONE);
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    Outcome.Stale stale = conflicts.remove(new OwnedKey(owner, assign.token().key()));
    if (stale != null && stillShown(owner, stale)) {
      throw new Violation(
          "12 StaleOnce", assign.token() + " starts from what conflicted before: " + stale);
    }
  }

  private static boolean stillShown(SimulatedOwner owner, Outcome.Stale stale) {
    ObjectRef ref = stale.conflict();
    return owner
        .cache(ref.resource())
        .lister()
        .get(ref.name())
        .map(ObservedObject::resourceVersion)
        .orElse(ResourceVersion.NONE)
        .equals(stale.seen());
  }
}
