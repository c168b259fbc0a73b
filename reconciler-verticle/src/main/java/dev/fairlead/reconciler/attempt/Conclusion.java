package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.sdk.Report;

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
}
