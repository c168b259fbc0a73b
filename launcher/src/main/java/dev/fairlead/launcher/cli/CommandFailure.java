package dev.fairlead.launcher.cli;

import java.io.Serial;

/** A command could not do its work. The message is one line: the cause, then the remedy. */
public final class CommandFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates a failure that is shown as it is. */
  public CommandFailure(String message) {
    super(message);
  }
}
