package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import java.util.Optional;

/**
 * While versions are mixed, nothing is given to a worker that declares the controller otherwise
 * than the declaration that counts at its owner at that moment.
 */
final class NewestServes implements Invariant {

  @Override
  public void given(World world, SimulatedOwner owner, Incarnation worker, Token token) {
    Optional<Declaration> accepted = owner.watcher().accepted();
    Declaration declared = world.worker(worker).orElseThrow().declaration();
    if (!accepted.equals(Optional.of(declared))) {
      throw new Violation(
          "NewestServes",
          token
              + " is given to "
              + worker
              + ", which declares "
              + declared.version()
              + " and not "
              + accepted.map(Declaration::version).orElse("what counts"));
    }
  }
}
