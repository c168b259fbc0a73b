package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 6. Creates never overwrite; an update or delete hits the uid and the version that its attempt
 * saw; none of a lower epoch commits after one of a higher epoch has changed the object.
 */
final class NothingOverwritten implements Invariant {

  private final Map<ObjectRef, Integer> tenures = new HashMap<>();

  @Override
  public void committed(
      World world, Token token, SimulatedWrite write, Optional<ObservedObject> before) {
    String uid = before.map(object -> object.metadata().uid()).orElse("");
    switch (write) {
      case SimulatedWrite.Create create -> require(before.isEmpty(), token, write);
      case SimulatedWrite.Update update -> require(uid.equals(update.uid()), token, write);
      case SimulatedWrite.Delete delete -> require(uid.equals(delete.uid()), token, write);
      case SimulatedWrite.Status status -> require(before.isPresent(), token, write);
    }
    if (!(write instanceof SimulatedWrite.Create)) {
      boolean asSeen =
          before.filter(object -> object.resourceVersion().equals(write.seen())).isPresent();
      require(asSeen, token, write);
    }
    int tenure = world.tenure(token);
    int latest = tenures.merge(write.ref(), tenure, Math::max);
    require(tenure == latest || write instanceof SimulatedWrite.Create, token, write);
  }

  @Override
  public void restored(World world) {
    tenures.clear();
  }

  private static void require(boolean holds, Token token, SimulatedWrite write) {
    if (!holds) {
      throw new Violation("6 NothingOverwritten", token + " by " + write);
    }
  }
}
