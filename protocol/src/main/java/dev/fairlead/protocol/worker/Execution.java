package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Token;

/** One attempt at a worker, from its acceptance until its thread is back and it is released. */
final class Execution {

  final Token token;
  final long startedMillis;
  final long deadlineMillis;

  /** The first beat that names it: answers to earlier ones say nothing of it. */
  final long firstBeat;

  private long permitEndsMillis;
  private State state = new State.Running();

  sealed interface State {

    /** Its thread runs and it may write while a permit lasts. */
    record Running() implements State {}

    /** Its thread was interrupted; it may not write any more. */
    record Interrupted() implements State {}

    /** Its thread did not come back in time; what it wrote is being asked for. */
    record Zombie() implements State {}

    /** It was reported although its thread is not back; its slot stays taken. */
    record Stranded(Finished finished, boolean released) implements State {}

    /** Its thread is back; the report is repeated until it is released. */
    record Unreleased(Finished finished) implements State {}
  }

  Execution(Assign assign, long now, long permitEnds, long firstBeat) {
    this.token = assign.token();
    this.startedMillis = now;
    this.deadlineMillis = now + assign.deadlineMillis();
    this.permitEndsMillis = permitEnds;
    this.firstBeat = firstBeat;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  long permitEndsMillis() {
    return permitEndsMillis;
  }

  /** It is confirmed until a time. */
  void permitUntil(long millis) {
    permitEndsMillis = Math.max(permitEndsMillis, millis);
  }

  /** It is not confirmed any more. */
  void dropPermit(long now) {
    permitEndsMillis = now;
  }

  /** Whether the owner has to be told of it; a released zombie only takes a slot. */
  boolean inFlight() {
    return !(state instanceof State.Stranded stranded && stranded.released());
  }
}
