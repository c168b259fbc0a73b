package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import java.util.List;

/** One attempt that the owner has given out and that has not ended. */
final class Attempt {

  final Token token;
  final Incarnation worker;
  final List<Reason> reasons;
  final int failures;
  final long waitedMillis;
  State state;

  sealed interface State {

    /**
     * The worker has not answered.
     *
     * @param firstSentMillis when it was sent for the first time
     * @param permitEndsMillis when the permit in the last assignment sent has surely ended
     */
    record Unanswered(long firstSentMillis, long permitEndsMillis) implements State {}

    /** The worker has it. */
    record Accepted() implements State {}

    /** The worker did not answer for long: the attempt ends with the last permit it may have. */
    record Withdrawn() implements State {}
  }

  Attempt(
      Token token,
      Incarnation worker,
      List<Reason> reasons,
      int failures,
      long waitedMillis,
      State state) {
    this.token = token;
    this.worker = worker;
    this.reasons = reasons;
    this.failures = failures;
    this.waitedMillis = waitedMillis;
    this.state = state;
  }

  /** Whether a permit may name it. */
  boolean stands() {
    return !(state instanceof State.Withdrawn);
  }
}
