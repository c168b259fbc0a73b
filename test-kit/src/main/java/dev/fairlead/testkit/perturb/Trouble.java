package dev.fairlead.testkit.perturb;

/** What can befall a reconciler. */
public enum Trouble {
  /**
   * A call sees one kind as it was some changes ago: never older than what the controller itself
   * has written, which Fairlead promises. So the kinds are out of step, an object that is read is
   * missing or old, and events seem to come in another order.
   */
  STALE,

  /** The process dies right before one of the writes of a call, its status included. */
  CRASH,

  /** Somebody else writes to the primary and its children right before a write of a call. */
  CONFLICT,

  /** The API server answers one write with 503. */
  UNAVAILABLE,

  /** A connection breaks without an answer, and the write has not happened. */
  LOST,

  /** Somebody else changes a field of a child that the controller has set. */
  FOREIGN_EDIT,

  /** Somebody else deletes a child. */
  FOREIGN_DELETE,

  /** The next step of the story comes after a few calls, so that states in between go unseen. */
  HURRY,

  /** A call without a change, as at a resync or when a delivery is repeated. */
  AGAIN,

  /** An hour passes before a call. */
  TIME
}
