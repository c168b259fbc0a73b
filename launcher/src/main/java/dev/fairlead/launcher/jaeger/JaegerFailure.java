package dev.fairlead.launcher.jaeger;

import java.io.Serial;

/** Jaeger could not be started or asked. The message is one line: the cause, then the remedy. */
public final class JaegerFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  JaegerFailure(String message) {
    super(message);
  }
}
