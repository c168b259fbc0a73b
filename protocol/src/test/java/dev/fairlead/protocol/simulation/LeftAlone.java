package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;

/**
 * No attempt starts while a declared kind is not in step, so that what cannot be read is never
 * taken for absent; and none starts on a primary that asks to be left alone.
 */
final class LeftAlone implements Invariant {

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    for (GroupVersionResource resource : Resources.ALL) {
      if (!owner.cache(resource).synced()) {
        throw new Violation("LeftAlone", assign.token() + " starts without " + resource);
      }
    }
    if (assign.snapshot().primary().filter(LeftAlone::isPaused).isPresent()) {
      throw new Violation("LeftAlone", assign.token() + " starts although it is paused");
    }
  }

  private static boolean isPaused(ObservedObject primary) {
    return primary.metadata().annotations().containsKey(Resources.PAUSED);
  }
}
