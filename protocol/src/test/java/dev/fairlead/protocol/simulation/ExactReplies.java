package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.query.Phase;

/** 7. A reply clears state only on an exact token match; duplicates and late replies do nothing. */
final class ExactReplies implements Invariant {

  @Override
  public void replied(World world, Token token, KeyView before, KeyView after) {
    boolean other = before.token().isPresent() && !before.token().get().equals(token);
    if (other && !after.token().equals(before.token())) {
      throw new Violation(
          "7 ExactReplies", "a reply to " + token + " ended " + before.token().get());
    }
    if (before.phase() == Phase.HELD && after.phase() != Phase.HELD) {
      throw new Violation("7 ExactReplies", "a reply to " + token + " released its key");
    }
  }
}
