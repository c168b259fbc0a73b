package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.Optional;

/** Lets the invariants see every write as the server takes it in. */
final class Commits {

  private Commits() {}

  static SimulatedApiServer.Answer of(World world, Token token, SimulatedWrite write) {
    Optional<ObservedObject> before = world.api().get(write.ref());
    SimulatedApiServer.Answer answer = world.sabotage().write(write).execute(world.api());
    boolean committed = !(answer instanceof SimulatedApiServer.Answer.Conflict);
    if (committed) {
      world.check(invariant -> invariant.committed(world, token, write, before));
    }
    return answer;
  }
}
