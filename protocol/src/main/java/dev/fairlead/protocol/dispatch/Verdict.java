package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.queue.Demand;
import dev.fairlead.protocol.time.Backoff;
import java.util.Optional;

/**
 * What becomes of a key by the outcome of its attempt, as far as the attempt alone decides.
 *
 * @param next what it is wanted for; empty if it is idle until something changes
 * @param failures how many attempts have failed in a row now
 */
record Verdict(Optional<Demand> next, long untilMillis, int failures) {

  static Verdict of(Outcome outcome, Demand before, int failures, Backoff backoff, long now) {
    return switch (outcome) {
      case Outcome.Done() -> new Verdict(Optional.empty(), now, 0);
      case Outcome.Rejected rejected -> new Verdict(Optional.empty(), now, 0);
      case Outcome.LookAgain(long afterMillis) ->
          later(Reason.Type.LOOK_AGAIN, "", now + afterMillis, 0, now);
      case Outcome.RetryAfter(long afterMillis, String reason) ->
          later(Reason.Type.RETRY, reason, now + afterMillis, 0, now);
      case Outcome.Failed(String reason, String message) ->
          later(
              Reason.Type.RETRY,
              reason,
              now + backoff.delayMillis(failures + 1),
              failures + 1,
              now);
      case Outcome.Stale stale ->
          later(
              Reason.Type.RETRY,
              stale.conflict() + " had changed",
              now + backoff.delayMillis(failures + 1),
              failures + 1,
              now);
      case Outcome.Abandoned abandoned -> new Verdict(Optional.of(before), now, failures);
    };
  }

  private static Verdict later(
      Reason.Type type, String detail, long until, int failures, long now) {
    Demand demand = Demand.of(Priority.RETRY, Reason.of(type, detail), now);
    return new Verdict(Optional.of(demand), until, failures);
  }
}
