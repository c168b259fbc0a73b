package dev.fairlead.scaffold;

import java.io.Serial;

/** What was asked for cannot be written. The message is one line: the cause, then the remedy. */
final class Refused extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
