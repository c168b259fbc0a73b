package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.status.ReportedCondition;
import java.util.Optional;

/** 14. Status never goes back in observedGeneration. */
final class StatusForward implements Invariant {

  @Override
  public void committed(
      World world, Token token, SimulatedWrite write, Optional<ObservedObject> before) {
    if (write instanceof SimulatedWrite.Status status) {
      long was = before.map(StatusForward::generation).orElse(0L);
      long is =
          SimulatedStatus.ready(status.ready())
              .map(ReportedCondition::observedGeneration)
              .orElse(0L);
      if (is < was) {
        throw new Violation(
            "14 StatusForward", token + " says generation " + is + " where " + was + " was said");
      }
    }
  }

  private static long generation(ObservedObject primary) {
    return SimulatedStatus.ready(primary.metadata().fields().getOrDefault(Resources.READY, ""))
        .map(ReportedCondition::observedGeneration)
        .orElse(0L);
  }
}
