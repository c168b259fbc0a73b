package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 8. The latest version of every object is covered by an attempt that started from a cache at least
 * as new, or its key is due, delayed, running or held.
 */
final class NothingForgotten implements Invariant {

  private final Map<Token, Snapshot> started = new HashMap<>();
  private final Map<SimulatedOwner, Map<NamespacedName, Snapshot>> covered = new HashMap<>();

  @Override
  public void started(World world, SimulatedWorker worker, Assign assign) {
    started.put(assign.token(), assign.snapshot());
  }

  @Override
  public void over(World world, SimulatedOwner owner, Finished finished) {
    Snapshot snapshot = started.remove(finished.token());
    if (snapshot != null) {
      covered
          .computeIfAbsent(owner, absent -> new HashMap<>())
          .put(finished.token().key(), snapshot);
    }
  }

  @Override
  public void stepped(World world) {
    for (SimulatedOwner owner : world.steppedOwners()) {
      if (owner.acts()) {
        check(owner);
      }
    }
  }

  private void check(SimulatedOwner owner) {
    for (ObservedObject primary :
        owner.cache(Resources.PRIMARIES).lister().list(Optional.empty(), 100)) {
      if (owner.covers(primary.name())
          && owner.dispatcher().phase(primary.name()) == Phase.IDLE
          && !covers(owner, primary)) {
        throw new Violation(
            "8 NothingForgotten",
            primary.name() + " is idle, and its last attempt has not seen what the cache shows");
      }
    }
  }

  private boolean covers(SimulatedOwner owner, ObservedObject primary) {
    Snapshot snapshot = covered.getOrDefault(owner, Map.of()).get(primary.name());
    if (snapshot == null || snapshot.primary().isEmpty()) {
      return false;
    }
    ObservedObject seen = snapshot.primary().get();
    return seen.metadata().uid().equals(primary.metadata().uid())
        && seen.metadata().generation() == primary.metadata().generation()
        && same(snapshot.children(), owner.watcher().childrenOf(primary));
  }

  private static boolean same(List<ObservedObject> left, List<ObservedObject> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!left.get(index).resourceVersion().equals(right.get(index).resourceVersion())) {
        return false;
      }
    }
    return true;
  }
}
