package dev.fairlead.launcher.source;

import java.io.Serial;

/** A source gave no text in the time that it had; the message says which and why, in a line. */
public final class SourceFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  SourceFailure(String message) {
    super(message);
  }
}
