package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that happened to a primary. */
public record HistoryItem(
    Instant at,
    String type,
    long attempt,
    long epoch,
    Optional<String> worker,
    List<String> reasons,
    Optional<String> outcome,
    Optional<String> error,
    Optional<Long> durationMillis,
    List<WriteView> writes,
    Optional<String> traceId) {

  public HistoryItem {
    reasons = List.copyOf(reasons);
    writes = List.copyOf(writes);
  }
}
