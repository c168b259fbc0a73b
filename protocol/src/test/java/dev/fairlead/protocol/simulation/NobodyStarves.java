package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import java.util.HashMap;
import java.util.Map;

/**
 * Liveness, as far as it can be seen at every step: a key that is due for longer than its priority
 * allows is served before long, however many others are more urgent.
 */
final class NobodyStarves implements Invariant {

  /** The wait that each priority above its own costs a key. */
  private static final long AGE_MILLIS = 10_000;

  /** Every fourth turn belongs to the key that is overdue most. */
  private static final int TURNS = 4;

  private final Map<OwnedKey, Integer> others = new HashMap<>();

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    long now = owner.process().local();
    int othersMax = TURNS * (world.people().names().size() + 1);
    for (NamespacedName name : world.people().names()) {
      if (owner.dispatcher().phase(name) == Phase.DUE && isOverdue(owner, name, now)) {
        if (others.merge(new OwnedKey(owner, name), 1, Integer::sum) > othersMax) {
          throw new Violation("NobodyStarves", name + " is due and all others go before it");
        }
      } else {
        others.remove(new OwnedKey(owner, name));
      }
    }
  }

  private static boolean isOverdue(SimulatedOwner owner, NamespacedName name, long now) {
    KeyView view = owner.dispatcher().view(name);
    int above = view.priority().map(own -> own.compareTo(Priority.USER_REQUEST)).orElse(0);
    return now - view.sinceMillis().orElse(now) > above * AGE_MILLIS;
  }
}
