package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.sdk.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attempt comes to, and what is to be said about it.
 *
 * @param tell whether the object is told at all: not of what passes by itself, such as a conflict
 */
record Conclusion(Outcome outcome, Report report, boolean tell) {

  /** It is told to the object. */
  static Conclusion told(Outcome outcome, Report report) {
    return new Conclusion(outcome, report, true);
  }

  /** Nobody needs to know. */
  static Conclusion silent(Outcome outcome) {
    return new Conclusion(outcome, Report.NOTHING, false);
  }

  static Conclusion failed(String reason, String message) {
    return told(new Outcome.Failed(reason, message), Report.NOTHING);
  }

  static Conclusion rejected(String reason, String message) {
    return told(new Outcome.Rejected(reason, message), Report.NOTHING);
  }

  Conclusion with(List<Event> events) {
    List<Event> all = new ArrayList<>(report.events());
    all.addAll(events);
    return new Conclusion(
        outcome, new Report(report.status(), report.conditions(), all), tell);
  }
}
