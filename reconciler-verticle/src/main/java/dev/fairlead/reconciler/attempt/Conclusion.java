package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.reconciler.write.DryRun;
import dev.fairlead.sdk.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt comes to, and what is to be said about it.
 *
 * @param tell whether the object is told at all
 */
record Conclusion(Outcome outcome, Report report, boolean tell) {

  /** What passes by itself, such as a conflict, is not worth telling. */
  static Conclusion of(Outcome outcome, Report report) {
    return switch (outcome) {
      case Outcome.Stale stale -> silent(stale);
      case Outcome.Abandoned abandoned -> silent(abandoned);
      case Outcome told -> new Conclusion(told, report, true);
    };
  }

  /** What a reconciler said itself. */
  static Conclusion of(dev.fairlead.sdk.Outcome result) {
    return switch (result) {
      case dev.fairlead.sdk.Outcome.Done(Report report) -> of(new Outcome.Done(), report);
      case dev.fairlead.sdk.Outcome.RetryAfter(var delay, String reason, Report report) ->
          of(new Outcome.RetryAfter(delay.toMillis(), reason), report);
      case dev.fairlead.sdk.Outcome.Failed(String reason, String message, Report report) ->
          of(new Outcome.Failed(reason, message), report);
      case dev.fairlead.sdk.Outcome.Rejected(String reason, String message, Report report) ->
          of(new Outcome.Rejected(reason, message), report);
    };
  }

  static Conclusion silent(Outcome outcome) {
    return new Conclusion(outcome, Report.NOTHING, false);
  }

  static Conclusion failed(String reason, String message) {
    return of(new Outcome.Failed(reason, message), Report.NOTHING);
  }

  static Conclusion rejected(String reason, String message) {
    return of(new Outcome.Rejected(reason, message), Report.NOTHING);
  }

  /**
   * Of a dry run: what would have been done is told as an Event and as what the object waits for,
   * and its status stays. A failure is tried again, and what passes by itself is not told either.
   */
  Conclusion tried(String sentence, Duration resync) {
    String then =
        switch (outcome) {
          case Outcome.Done _, Outcome.LookAgain _ -> "";
          case Outcome.RetryAfter(_, String reason) -> "; then " + reason;
          case Outcome.Rejected(String reason, String message) ->
              "; the object would say " + reason + ": " + message;
          case Outcome.Failed _, Outcome.Stale _, Outcome.Abandoned _ -> "";
        };
    return switch (outcome) {
      case Outcome.Failed _, Outcome.Stale _, Outcome.Abandoned _ -> silent(outcome);
      case Outcome.Done _, Outcome.LookAgain _, Outcome.RetryAfter _, Outcome.Rejected _ ->
          new Conclusion(
              new Outcome.RetryAfter(
                  resync.toMillis(),
                  "dry run: "
                      + sentence
                      + then
                      + "; to have it done, take the annotation "
                      + DryRun.ANNOTATION
                      + " off"),
              new Report(
                  Optional.empty(), List.of(), List.of(Event.normal("DryRun", sentence + then))),
              true);
    };
  }
}
