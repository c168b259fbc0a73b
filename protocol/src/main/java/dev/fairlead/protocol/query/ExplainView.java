package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a primary is as it is.
 *
 * @param summary one sentence, the cause first
 * @param cause one word for it, such as {@code Paused}, {@code Backoff}, {@code ChildNotReady}
 * @param waitingFor what would move it on, in a few words; empty if it waits for nothing
 * @param blockedBy what stands in the way: a hold, a permission, a conflicting manager
 */
public record ExplainView(
    String summary,
    String cause,
    Phase phase,
    Optional<Boolean> ready,
    long waitedMillis,
    String waitingFor,
    List<String> reasons,
    String owner,
    long epoch,
    long attempt,
    Optional<String> worker,
    List<WriteView> writes,
    List<String> blockedBy,
    Optional<String> lastError,
    Optional<Instant> nextAttemptAt,
    Optional<String> traceId) {

  public ExplainView {
    reasons = List.copyOf(reasons);
    writes = List.copyOf(writes);
    blockedBy = List.copyOf(blockedBy);
  }
}
