package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Liveness, as far as it can be seen at every step: a key that is due for longer than its priority
 * allows is served before long, however many others are more urgent.
 *
 * <p>A key is served when an attempt at it starts. An assignment that is refused serves nobody:
 * while nobody can be served, nobody is passed over, and who was refused keeps its claim.
 */
final class NobodyStarves implements Invariant {

  /** The wait that each priority above its own costs a key. */
  private static final long AGE_MILLIS = 10_000;

  /** Every fourth turn belongs to the key that is overdue most. */
  private static final int TURNS = 4;

  private final Map<OwnedKey, Integer> othersServed = new HashMap<>();

  @Override
  public void started(World world, SimulatedWorker worker, Assign assign) {
    for (SimulatedOwner owner : world.owners()) {
      if (owner.epoch() == assign.token().epoch()
          && owner.partition().equals(assign.token().partition())) {
        served(world.people().names(), owner, assign.token().key());
      }
    }
  }

  private void served(List<NamespacedName> names, SimulatedOwner owner, NamespacedName served) {
    List<NamespacedName> keys = names.stream().filter(owner::covers).toList();
    int othersMax = TURNS * (keys.size() + 1);
    for (NamespacedName key : keys) {
      OwnedKey owned = new OwnedKey(owner, key);
      if (key.equals(served) || !waits(owner, key)) {
        othersServed.remove(owned);
      } else if (othersServed.merge(owned, 1, Integer::sum) > othersMax) {
        throw new Violation("NobodyStarves", key + " is due and all others go before it");
      }
    }
  }

  /** Whether a key waits for its turn for too long, or was given out and not yet accepted. */
  private boolean waits(SimulatedOwner owner, NamespacedName key) {
    return switch (owner.dispatcher().phase(key)) {
      case DUE -> isOverdue(owner, key);
      case RUNNING -> othersServed.containsKey(new OwnedKey(owner, key));
      case IDLE, DELAYED, HELD, PAUSED -> false;
    };
  }

  private static boolean isOverdue(SimulatedOwner owner, NamespacedName key) {
    KeyView view = owner.dispatcher().view(key);
    int above = view.priority().map(own -> own.compareTo(Priority.USER_REQUEST)).orElse(0);
    long now = owner.process().local();
    return now - view.sinceMillis().orElse(now) > above * AGE_MILLIS;
  }
}
