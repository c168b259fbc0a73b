package dev.fairlead.reconciler.write;

import dev.fairlead.protocol.worker.GateDecision;

/** The attempt may not write any more: it ends here, and nothing was sent. */
public final class GateClosedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final GateDecision.Why why;

  GateClosedException(GateDecision.Why why) {
    super(
        switch (why) {
          case NOT_RUNNING -> "the attempt is over";
          case REVOKED -> "the attempt was revoked";
          case LOWER_EPOCH -> "another watcher owns the queue now";
          case DEADLINE_PASSED -> "the deadline has passed";
          case PERMIT_ENDING -> "no watcher has confirmed the attempt for too long";
        },
        null,
        false,
        false);
    this.why = why;
  }

  /** Which check it did not pass. */
  public GateDecision.Why why() {
    return why;
  }
}
