package dev.fairlead.watcher.explain;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.query.WriteView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** How people are told of outcomes, writes and times. */
public final class Words {

  private Words() {}

  /** The outcome in a word. */
  public static String outcome(Outcome outcome) {
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
  public static Optional<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(), Outcome.LookAgain(_), Outcome.RetryAfter(_, _) -> Optional.empty();
      case Outcome.Failed(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Rejected(String reason, String message) -> Optional.of(reason + ": " + message);
      case Outcome.Stale(var conflict, _) -> Optional.of(conflict + " has changed meanwhile");
      case Outcome.Abandoned(String reason) -> Optional.of("abandoned: " + reason);
    };
  }

  /** A write as people see it. */
  public static WriteView write(WriteEntry entry) {
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

  /**
   * A number with no more places than it needs, three at most, such as {@code 10} or {@code 2.5}.
   */
  static String number(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(3, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }

  static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** Without the full stop, for a sentence that goes on. */
  static String unstopped(String sentence) {
    String stripped = sentence.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }
}
