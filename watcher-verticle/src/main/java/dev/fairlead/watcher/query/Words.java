package dev.fairlead.watcher.query;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.query.WriteView;
import java.time.Duration;
import java.util.Optional;

/** How people are told of outcomes, writes and times. */
final class Words {

  private Words() {}

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> "done";
      case Outcome.LookAgain(_) -> "lookAgain";
      case Outcome.RetryAfter(_, _) -> "retryAfter";
      case Outcome.Failed(_, _) -> "failed";
      case Outcome.Rejected(_, _) -> "rejected";
      case Outcome.Stale(_, _) -> "stale";
      case Outcome.Abandoned(_) -> "abandoned";
    };
  }

  /** What went wrong, if something did. */
  static Optional<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(), Outcome.LookAgain(_), Outcome.RetryAfter(_, _) -> Optional.empty();
      case Outcome.Failed(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Rejected(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Stale(var conflict, _) -> Optional.of(conflict + " has changed meanwhile");
      case Outcome.Abandoned(String reason) -> Optional.of("abandoned: " + reason);
    };
  }

  static WriteView write(WriteEntry entry) {
    int code =
        switch (entry) {
          case WriteEntry.Written written -> written.code();
          case WriteEntry.Gone gone -> gone.code();
          case WriteEntry.Unanswered _ -> 0;
          case WriteEntry.Refused refused -> refused.code();
        };
    return new WriteView(entry.verb(), entry.ref().toString(), code);
  }

  /** A duration in its largest useful unit, such as {@code 350 ms}, {@code 4 s}, {@code 3 min}. */
  static String duration(long millis) {
    Duration duration = Duration.ofMillis(Math.max(0, millis));
    if (duration.toMillis() < 1_000) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSeconds() < 120) {
      return duration.toSeconds() + " s";
    }
    return duration.toMinutes() < 120 ? duration.toMinutes() + " min" : duration.toHours() + " h";
  }
}
