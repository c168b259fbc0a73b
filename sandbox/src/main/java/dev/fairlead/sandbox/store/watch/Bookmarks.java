package dev.fairlead.sandbox.store.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When bookmarks are due: at a steady pace, and shortly before the watch ends, so that the client's
 * next one starts from as late a revision as can be.
 */
final class Bookmarks {

  private static final Duration BEFORE_END = Duration.ofSeconds(2);

  private final Duration every;
  private final Optional<Instant> last;
  private Optional<Instant> next;

  Bookmarks(Duration every, Optional<Instant> deadline, Instant now) {
    this.every = every;
    this.last = deadline.map(end -> end.minus(BEFORE_END));
    this.next = schedule(now);
  }

  /** When the next one is due; empty if there is none any more. */
  Optional<Instant> next() {
    return next;
  }

  /** Whether one is due; if so, the next one is scheduled. */
  boolean take(Instant now) {
    if (next.isEmpty() || now.isBefore(next.get())) {
      return false;
    }
    next = schedule(now);
    return true;
  }

  private Optional<Instant> schedule(Instant now) {
    Instant regular = now.plus(every);
    return last.isEmpty() || last.get().isAfter(regular)
        ? Optional.of(regular)
        : last.filter(it -> it.isAfter(now));
  }
}
