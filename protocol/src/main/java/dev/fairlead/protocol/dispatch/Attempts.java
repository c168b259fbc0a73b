package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.time.Deadlines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attempts that an owner has given out, and which of them to send again or to give up. Bounded
 * by the credits of the workers.
 */
final class Attempts {

  private final Map<Token, Attempt> byToken = new HashMap<>();
  private final Deadlines<Token> deadlines = new Deadlines<>();
  private final long resendMillis;
  private final long permitEndsMillis;

  /**
   * Creates an empty table.
   *
   * @param permitEndsMillis how long after a beat was received every permit that answers it has
   *     ended
   */
  Attempts(long resendMillis, long permitEndsMillis) {
    this.resendMillis = resendMillis;
    this.permitEndsMillis = permitEndsMillis;
  }

  boolean isEmpty() {
    return byToken.isEmpty();
  }

  /** The attempt of exactly this token at exactly this worker. */
  Optional<Attempt> find(Token token, Incarnation worker) {
    return Optional.ofNullable(byToken.get(token)).filter(known -> known.worker.equals(worker));
  }

  /** An attempt was sent, as an answer to a beat received at some time. */
  void sent(Attempt attempt, long firstSent, long beatReceived, long now) {
    attempt.state = new Attempt.State.Unanswered(firstSent, beatReceived + permitEndsMillis);
    byToken.put(attempt.token, attempt);
    deadlines.set(attempt.token, now + resendMillis);
  }

  /** The worker has it. */
  void accepted(Attempt attempt) {
    attempt.state = new Attempt.State.Accepted();
    deadlines.remove(attempt.token);
  }

  /** Those of a worker that stand, of all that it names. Naming an attempt is accepting it. */
  Set<Token> standing(Beat beat) {
    Set<Token> standing = new HashSet<>();
    for (Token token : beat.inFlight()) {
      find(token, beat.worker())
          .filter(Attempt::stands)
          .ifPresent(attempt -> {
            accepted(attempt);
            standing.add(token);
          });
    }
    return standing;
  }

  /** It is not sent again; it comes up once more when its last permit has ended. */
  void withdraw(Attempt attempt, Attempt.State.Unanswered unanswered) {
    attempt.state = new Attempt.State.Withdrawn();
    deadlines.set(attempt.token, unanswered.permitEndsMillis());
  }

  /** It has ended. */
  void remove(Attempt attempt) {
    byToken.remove(attempt.token);
    deadlines.remove(attempt.token);
  }

  /** The next attempt to send again or to give up. */
  Optional<Attempt> pollDue(long now) {
    return deadlines.pollDue(now).flatMap(token -> Optional.ofNullable(byToken.get(token)));
  }

  /** When {@link #pollDue} has something to do. */
  long nextMillis() {
    return deadlines.nextMillis();
  }
}
