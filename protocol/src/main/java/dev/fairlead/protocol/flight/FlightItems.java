package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.WriteView;
import java.util.List;
import java.util.Optional;

/** Flight records in words for people: for histories, and for who listens. Pure. */
public final class FlightItems {

  private static final String ATTEMPT = "attempt";
  private static final String REMOVED = "removed";

  private FlightItems() {}

  /** A record as it stands alone, an end without what it was for. */
  public static HistoryItem of(FlightRecord record) {
    return switch (record) {
      case FlightRecord.Assigned assigned -> of(assigned);
      case FlightRecord.Ended ended -> of(ended);
      case FlightRecord.Removed removed -> of(removed);
    };
  }

  private static HistoryItem of(FlightRecord.Assigned assigned) {
    Token token = assigned.token();
    return new HistoryItem(
        assigned.at(),
        ATTEMPT,
        token.attempt(),
        token.epoch(),
        Optional.of(assigned.worker().id()),
        assigned.reasons().stream().map(Reason::toString).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        present(assigned.traceId()));
  }

  private static HistoryItem of(FlightRecord.Ended ended) {
    Finished finished = ended.finished();
    return new HistoryItem(
        ended.at(),
        ATTEMPT,
        finished.token().attempt(),
        finished.token().epoch(),
        Optional.of(finished.worker().id()),
        List.of(),
        Optional.of(finished.outcome().getClass().getSimpleName()),
        error(finished.outcome()),
        Optional.of(finished.durationMillis()),
        finished.writes().stream().map(FlightItems::view).toList(),
        present(finished.trace().traceId()));
  }

  private static HistoryItem of(FlightRecord.Removed removed) {
    return new HistoryItem(
        removed.at(),
        REMOVED,
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Whether both tell of the same attempt. */
  public static boolean sameAttempt(HistoryItem one, HistoryItem other) {
    return one.type().equals(ATTEMPT)
        && other.type().equals(ATTEMPT)
        && one.epoch() == other.epoch()
        && one.attempt() == other.attempt();
  }

  /** What is known of an attempt once it has ended: why it began, and what came of it. */
  public static HistoryItem completed(HistoryItem begun, HistoryItem end) {
    return new HistoryItem(
        end.at(),
        end.type(),
        end.attempt(),
        end.epoch(),
        end.worker(),
        begun.reasons(),
        end.outcome(),
        end.error(),
        end.durationMillis(),
        end.writes(),
        end.traceId().or(begun::traceId));
  }

  private static Optional<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> Optional.empty();
      case Outcome.LookAgain(long afterMillis) -> Optional.empty();
      case Outcome.RetryAfter(long afterMillis, String reason) -> present(reason);
      case Outcome.Failed(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Rejected(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Stale(var conflict, var seen) ->
          Optional.of(conflict + " had changed since it was seen");
      case Outcome.Abandoned(String reason) -> present(reason);
    };
  }

  private static WriteView view(WriteEntry write) {
    int code =
        switch (write) {
          case WriteEntry.Written written -> written.code();
          case WriteEntry.Gone gone -> gone.code();
          case WriteEntry.Unanswered unanswered -> 0;
          case WriteEntry.Refused refused -> refused.code();
        };
    return new WriteView(write.verb(), write.ref().toString(), code);
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
