package dev.fairlead.protocol.worker;

/** Whether one write of one attempt may go out now. */
public sealed interface GateDecision {

  /**
   * It may.
   *
   * @param timeoutMillis how long the call may take at most
   */
  record Pass(long timeoutMillis) implements GateDecision {}

  /** It may not. */
  record Refuse(Why why) implements GateDecision {}

  /** Why a write is refused. */
  enum Why {
    NOT_RUNNING,
    REVOKED,
    LOWER_EPOCH,
    DEADLINE_PASSED,
    PERMIT_ENDING
  }
}
