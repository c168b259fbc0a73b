package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Outcome;
import java.util.Optional;

/**
 * The outcome of several writes: the one that needs most. A failure is tried again with backoff, a
 * wait comes by itself, a conflict waits for the cache, and what is rejected waits for somebody.
 * Not thread-safe.
 */
final class Verdict {

  private Optional<Outcome> worst = Optional.empty();

  void add(Outcome outcome) {
    if (worst.isEmpty() || need(outcome) > need(worst.get())) {
      worst = Optional.of(outcome);
    }
  }

  /** Empty: all went well. */
  Optional<Outcome> outcome() {
    return worst;
  }

  private static int need(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> 0;
      case Outcome.LookAgain lookAgain -> 1;
      case Outcome.Rejected rejected -> 2;
      case Outcome.Stale stale -> 3;
      case Outcome.RetryAfter retryAfter -> 4;
      case Outcome.Failed failed -> 5;
      case Outcome.Abandoned abandoned -> 6;
    };
  }
}
