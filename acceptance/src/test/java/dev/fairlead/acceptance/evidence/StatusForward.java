package dev.fairlead.acceptance.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A status never goes back in {@code observedGeneration}. */
final class StatusForward implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Map<String, Long> highest = new HashMap<>();
    evidence.writes().stream()
        .filter(write -> write.succeeded() && write.target().isStatus())
        .sorted(Comparator.comparingLong(Write::version))
        .forEach(write -> {
          long before = highest.merge(write.uid(), write.observedGeneration(), Math::max);
          if (write.observedGeneration() < before) {
            violations.add(
                "observedGeneration went back from %d to %d: %s"
                    .formatted(before, write.observedGeneration(), write));
          }
        });
    return violations;
  }
}
