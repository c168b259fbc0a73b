package dev.fairlead.protocol.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges what is said of an object with what its status says already. */
public final class Conditions {

  private Conditions() {}

  /**
   * The conditions of the status after {@code stated} has been said.
   *
   * <ul>
   *   <li>A type that is not stated stays as it is: it may be another controller's.
   *   <li>A stated one takes its place, or is appended in the order stated.
   *   <li>The transition time moves only when the status changes.
   *   <li>What was said of a later generation than {@code generation} stays: a status never goes
   *       back.
   * </ul>
   *
   * <p>The result equals {@code reported} exactly when there is nothing to write.
   *
   * @param reported the conditions in the object's status
   * @param stated what the reconciler says; of one type stated twice the later counts
   * @param generation the generation that the reconciler saw
   * @param now the time of the transition, if there is one; kept to the second
   */
  public static List<ReportedCondition> merge(
      List<ReportedCondition> reported, List<Condition> stated, long generation, Instant now) {
    Map<String, ReportedCondition> merged = new LinkedHashMap<>();
    for (ReportedCondition condition : reported) {
      merged.put(condition.type(), condition);
    }
    for (Condition condition : stated) {
      merged.merge(
          condition.type(),
          report(condition, generation, now),
          (old, changed) -> succeed(old, changed));
    }
    return List.copyOf(merged.values());
  }

  private static ReportedCondition report(Condition condition, long generation, Instant now) {
    return new ReportedCondition(
        condition.type(),
        condition.status().toString(),
        condition.reason(),
        condition.message(),
        generation,
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static ReportedCondition succeed(ReportedCondition old, ReportedCondition changed) {
    if (old.observedGeneration() > changed.observedGeneration()) {
      return old;
    }
    boolean sameStatus = old.status().equals(changed.status());
    return new ReportedCondition(
        changed.type(),
        changed.status(),
        changed.reason(),
        changed.message(),
        changed.observedGeneration(),
        sameStatus && !old.lastTransitionTime().isEmpty()
            ? old.lastTransitionTime()
            : changed.lastTransitionTime());
  }
}
