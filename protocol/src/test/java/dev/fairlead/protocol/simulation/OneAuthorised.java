package dev.fairlead.protocol.simulation;

import java.util.ArrayList;
import java.util.List;

/** 1. At most one token of a key is authorised at the gate at any true time. */
final class OneAuthorised implements Invariant {

  @Override
  public void stepped(World world) {
    for (List<SimulatedAttempt> attempts : world.live().values()) {
      if (attempts.size() > 1) {
        List<Object> authorised = new ArrayList<>();
        for (SimulatedAttempt attempt : attempts) {
          if (attempt.authorised()) {
            authorised.add(attempt.token());
          }
        }
        if (authorised.size() > 1) {
          throw new Violation("1 OneAuthorised", "these may write at once: " + authorised);
        }
      }
    }
  }
}
