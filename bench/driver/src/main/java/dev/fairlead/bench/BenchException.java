package dev.fairlead.bench;

/** The bench cannot go on; the message says why, for people. */
public final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message of one line. */
  public BenchException(String message) {
    super(message);
  }

  /** With a message of one line and what caused it. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Somebody wants the bench to end; the thread's interrupt is set again. */
  public static BenchException interrupted() {
    Thread.currentThread().interrupt();
    return new BenchException("interrupted");
  }
}
