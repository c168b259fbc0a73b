package dev.fairlead.launcher.process;

import java.io.Serial;

/** The process could not start. The message is one line: the cause, then the remedy. */
public final class StartFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }
}
