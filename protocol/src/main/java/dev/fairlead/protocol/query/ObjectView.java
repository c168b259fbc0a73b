package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A primary and where it stands.
 *
 * @param ready by its conditions: {@code Ready}, else {@code Available}; empty if it has neither
 * @param conditions {@code status.conditions} as the object has them
 */
public record ObjectView(
    String controller,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    long generation,
    long observedGeneration,
    Phase phase,
    Optional<Boolean> ready,
    List<Map<String, Object>> conditions,
    List<String> reasons,
    String owner,
    long epoch,
    long attempt,
    Optional<String> worker,
    Optional<String> lastOutcome,
    Optional<String> lastError,
    Optional<Long> lastDurationMillis,
    Optional<Instant> lastFinishedAt,
    Optional<Instant> nextAttemptAt,
    Optional<String> traceId,
    List<ChildView> children) {

  public ObjectView {
    conditions = List.copyOf(conditions);
    reasons = List.copyOf(reasons);
    children = List.copyOf(children);
  }
}
