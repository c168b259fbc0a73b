package dev.fairlead.sandbox;

/** The sandbox cannot start: one line that names the cause and the remedy. */
public final class SandboxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
