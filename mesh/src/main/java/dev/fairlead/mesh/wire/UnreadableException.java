package dev.fairlead.mesh.wire;

import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.IOException;

/** Ends the work on a frame; never leaves this package. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Cause reason;

  UnreadableException(Cause reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static UnreadableException malformed(String detail) {
    return new UnreadableException(Cause.MALFORMED, detail);
  }

  Refused refused() {
    return new Refused(reason, String.valueOf(getMessage()));
  }

  /** It is a value with a way to travel, so nobody looks at its stack. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
