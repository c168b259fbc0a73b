package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Token;
import java.util.List;

/**
 * 2. One owner each: when an owner gives something out, nothing that another owner of the
 * controller has given out before may write any more, whichever key it is about; only the
 * partitions of one layout have owners side by side.
 */
final class OneOwner implements Invariant {

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    for (List<SimulatedAttempt> attempts : world.live().values()) {
      for (SimulatedAttempt attempt : attempts) {
        if (isOthers(owner, attempt.token()) && attempt.authorised()) {
          throw new Violation(
              "2 OneOwner",
              assign.token() + " is given out while " + attempt.token() + " may write");
        }
      }
    }
  }

  private static boolean isOthers(SimulatedOwner owner, Token token) {
    return token.partition().equals(owner.partition())
        ? token.epoch() != owner.epoch()
        : token.partition().layout() != owner.partition().layout();
  }
}
