package dev.fairlead.protocol.message;

import java.util.List;

/**
 * One attempt, given to one worker. It is a permit for its own token, counted from when the worker
 * sent the beat that it names. It is sent again with the same token until it is answered.
 *
 * @param beat the sequence of the beat it answers
 * @param permitMillis how long the permit lasts, from when that beat was sent
 * @param deadlineMillis how long the attempt may take, from when it starts
 * @param reasons why the key was due, coalesced and bounded
 * @param trace the context that the attempt joins
 * @param failures how many attempts at the key failed in a row before this one
 */
public record Assign(
    Token token,
    Incarnation owner,
    long beat,
    long permitMillis,
    long deadlineMillis,
    List<Reason> reasons,
    TraceContext trace,
    int failures,
    Snapshot snapshot) {

  public Assign {
    reasons = List.copyOf(reasons);
  }
}
