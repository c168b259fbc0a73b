package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.HoldEntry;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what a fault meets, and at what follows what; changes nothing. */
final class Encounters {

  private final World world;
  private final Map<NamespacedName, Where.Key> last = new HashMap<>();
  private final Map<NamespacedName, SimulatedOwner> owners = new HashMap<>();

  Encounters(World world) {
    this.world = world;
  }

  /** A fault of one worker: it meets keys and attempts. */
  void met(Fault fault, SimulatedWorker worker) {
    world.coverage().met(fault);
    for (NamespacedName name : world.people().names()) {
      Optional<KeyView> view = world.view(name);
      boolean elsewhere =
          view.flatMap(KeyView::worker)
              .filter(running -> !running.equals(worker.incarnation()))
              .isPresent();
      if (view.isPresent() && !elsewhere) {
        world.coverage().met(fault, key(view.get()));
      }
    }
    if (fault.meets(Where.Point.class)) {
      metAttempts(fault, worker);
    }
  }

  private void metAttempts(Fault fault, SimulatedWorker worker) {
    Set<Token> unreleased = new HashSet<>(worker.machine().inFlight());
    for (SimulatedAttempt attempt : worker.threads()) {
      unreleased.remove(attempt.token());
      world.coverage().met(fault, attempt.point());
    }
    unreleased.forEach(token -> world.coverage().met(fault, Where.Point.UNRELEASED));
  }

  /** A fault of what is there once: it meets all keys, attempts, caches and elections. */
  void met(Fault fault) {
    met(fault, world.watchers());
  }

  /** A fault of one watcher: it meets all keys, and that watcher's caches and elections. */
  void met(Fault fault, SimulatedWatcher watcher) {
    met(fault, List.of(watcher));
  }

  private void met(Fault fault, List<SimulatedWatcher> watchers) {
    world.coverage().met(fault);
    if (fault.meets(Where.Key.class)) {
      for (NamespacedName name : world.people().names()) {
        world.view(name).ifPresent(view -> world.coverage().met(fault, key(view)));
      }
    }
    if (fault.meets(Where.Point.class)) {
      world.workers().forEach(worker -> metAttempts(fault, worker));
    }
    for (SimulatedWatcher watcher : watchers) {
      if (fault.meets(Where.Stream.class)) {
        Resources.ALL.forEach(
            resource -> world.coverage().met(fault, watcher.cache(resource).stands()));
      }
      if (fault.meets(Where.Office.class)) {
        watcher.elections().forEach(election -> world.coverage().met(fault, election.stands()));
      }
    }
  }

  /** The owner did something: keys may stand elsewhere now. */
  void stepped() {
    for (NamespacedName name : world.people().names()) {
      Optional<SimulatedOwner> owner = world.owner(name);
      if (owner.isEmpty()) {
        continue;
      }
      Where.Key now = key(owner.get(), name);
      Where.Key before = last.put(name, now);
      boolean sameOwner = owner.get().equals(owners.put(name, owner.get()));
      if (sameOwner && before != null && before != now) {
        world.coverage().became(before, now);
        world.mischief().entered(now, name);
      }
    }
  }

  private static Where.Key key(SimulatedOwner owner, NamespacedName name) {
    Phase phase = owner.dispatcher().phase(name);
    return phase == Phase.HELD ? key(owner.dispatcher().view(name)) : key(phase, false);
  }

  private static Where.Key key(KeyView view) {
    return key(view.phase(), view.holds().stream().anyMatch(Encounters::isBarrier));
  }

  private static Where.Key key(Phase phase, boolean barrier) {
    return switch (phase) {
      case IDLE -> Where.Key.IDLE;
      case DUE -> Where.Key.DUE;
      case DELAYED -> Where.Key.DELAYED;
      case RUNNING -> Where.Key.RUNNING;
      case HELD -> barrier ? Where.Key.BARRIER : Where.Key.HELD;
      case PAUSED -> Where.Key.PAUSED;
    };
  }

  private static boolean isBarrier(HoldEntry entry) {
    return entry instanceof HoldEntry.Barrier || entry instanceof HoldEntry.Passed;
  }
}
