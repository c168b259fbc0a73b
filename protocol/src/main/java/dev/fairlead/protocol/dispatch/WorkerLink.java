package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A worker as its owner knows it. */
final class WorkerLink {

  /** A worker that has not heard an answer for so many beats is not given anything. */
  private static final int UNHEARD_BEATS_MAX = 3;

  final Incarnation worker;

  /** The attempts that the owner counts: given out, and neither ended nor lost. */
  final Set<Token> attempts = new LinkedHashSet<>();

  /** It reconciles the controller as it is declared to this owner; without that it gets nothing. */
  boolean announced;

  State state = new State.Greeted();

  sealed interface State {

    /** It was sent a hello and has not promised yet. */
    record Greeted() implements State {}

    /** It has promised, and has not beaten yet. */
    record Promised() implements State {}

    /**
     * It beats.
     *
     * @param others what the beat names and the owner does not count
     * @param refusing whether it refused an assignment since
     */
    record Beating(Beat beat, long receivedMillis, Set<Token> others, boolean refusing)
        implements State {}
  }

  WorkerLink(Incarnation worker) {
    this.worker = worker;
  }

  /** Takes in a beat; the answer is whether it is newer than those before. */
  boolean beaten(Beat beat, long now) {
    if (state instanceof State.Beating beating && beat.sequence() <= beating.beat().sequence()) {
      return false;
    }
    Set<Token> others = new HashSet<>(beat.inFlight());
    others.removeAll(attempts);
    state = new State.Beating(beat, now, others, false);
    return true;
  }

  /** Whether the worker hears its owner, by its last beat. */
  private boolean hears() {
    return state instanceof State.Beating(Beat beat, long received, Set<Token> others, boolean no)
        && beat.sequence() - beat.heard() <= UNHEARD_BEATS_MAX;
  }

  /** Whether it can be given something at all. */
  boolean serves() {
    return announced && hears();
  }

  /** The worker reported that it no longer runs this. */
  void ended(Token token) {
    attempts.remove(token);
    if (state instanceof State.Beating beating) {
      beating.others().remove(token);
    }
  }

  /** The worker refused an assignment: it gets none before its next beat. */
  void refused() {
    if (state
        instanceof State.Beating(Beat beat, long received, Set<Token> others, boolean again)) {
      state = new State.Beating(beat, received, others, true);
    }
  }

  /** How many more attempts it may be given now. */
  int free(long now, long freshMillis) {
    return state instanceof State.Beating(Beat beat, long received, Set<Token> others, boolean no)
            && !no
            && now - received <= freshMillis
            && serves()
        ? Math.max(0, beat.credit() - attempts.size() - others.size())
        : 0;
  }

  /** The share of its credit that is free. */
  double freeShare(int free) {
    return state instanceof State.Beating beating && beating.beat().credit() > 0
        ? (double) free / beating.beat().credit()
        : 0;
  }
}
