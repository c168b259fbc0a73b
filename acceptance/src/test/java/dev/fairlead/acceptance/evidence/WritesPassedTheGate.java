package dev.fairlead.acceptance.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each write that reached the API server was let out by the gate, once, for that very object. */
final class WritesPassedTheGate implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Evidence.Passes passes = evidence.byCall();
    Set<String> seen = new HashSet<>();
    for (Write write : evidence.writes()) {
      if (passes.of(write).isEmpty()) {
        violations.add("no gate let this out: " + write);
      }
      if (!seen.add(write.auditId())) {
        violations.add("a gate pass was used twice: " + write);
      }
    }
    return violations;
  }
}
