package dev.fairlead.sdk;

import java.time.Duration;

/**
 * A result that states no children, and so leaves them as they are. Each may carry a report: {@code
 * Outcome.rejected("InvalidSpec", "…").condition(PROGRESSING.isFalse(…))}.
 */
public sealed interface Outcome extends Result {

  /** All is well; nothing to do until something changes. */
  static Done done() {
    return new Done(Report.NOTHING);
  }

  /**
   * Something is not there yet that no watch will tell of. Not an error; no backoff.
   *
   * @param delay when to call again, if nothing changes before
   * @param reason what is waited for, as {@code fairlead why} shows it
   */
  static RetryAfter retryAfter(Duration delay, String reason) {
    return new RetryAfter(Durations.positive(delay), reason, Report.NOTHING);
  }

  /**
   * It went wrong and may go right the next time: tried again with backoff.
   *
   * @param reason one word in camel case, the reason of the ready condition and of the Event
   * @param message for people; best the same every time
   */
  static Failed failed(String reason, String message) {
    return new Failed(reason, message, Report.NOTHING);
  }

  /**
   * What the object asks for cannot be: not tried again before something changes.
   *
   * @param reason one word in camel case, the reason of the ready condition and of the Event
   * @param message the cause and the remedy, for the object's author
   */
  static Rejected rejected(String reason, String message) {
    return new Rejected(reason, message, Report.NOTHING);
  }

  /** See {@link Outcome#done}. */
  record Done(Report report) implements Outcome, Report.Carrier<Done> {
    @Override
    public Done with(Report report) {
      return new Done(report);
    }
  }

  /** See {@link Outcome#retryAfter}. */
  record RetryAfter(Duration delay, String reason, Report report)
      implements Outcome, Report.Carrier<RetryAfter> {
    @Override
    public RetryAfter with(Report report) {
      return new RetryAfter(delay, reason, report);
    }
  }

  /** See {@link Outcome#failed}. */
  record Failed(String reason, String message, Report report)
      implements Outcome, Report.Carrier<Failed> {
    @Override
    public Failed with(Report report) {
      return new Failed(reason, message, report);
    }
  }

  /** See {@link Outcome#rejected}. */
  record Rejected(String reason, String message, Report report)
      implements Outcome, Report.Carrier<Rejected> {
    @Override
    public Rejected with(Report report) {
      return new Rejected(reason, message, report);
    }
  }
}
