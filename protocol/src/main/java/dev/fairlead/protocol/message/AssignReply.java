package dev.fairlead.protocol.message;

/** A worker's immediate answer to an {@link Assign}. */
public sealed interface AssignReply {

  /** The attempt that was assigned. */
  Token token();

  /** Who answers. */
  Incarnation worker();

  /** The worker has it; it starts, has started or has finished. */
  record Accepted(Token token, Incarnation worker) implements AssignReply {}

  /**
   * The worker will never run it.
   *
   * @param promised the highest epoch it has promised for the partition
   */
  record Refused(Token token, Incarnation worker, Why why, long promised) implements AssignReply {}

  /** Why an attempt is refused. */
  enum Why {
    LOWER_EPOCH,
    NO_CREDIT,
    DRAINING,
    PERMIT_OVER,
    UNKNOWN_CONTROLLER
  }
}
