package dev.fairlead.sdk;

/**
 * A {@link Lister} had no answer: the watcher was silent or is not in step, or the API server did
 * not show a Secret. Best let through: the attempt fails with this message, and is made again.
 */
public final class LookupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the cause, for people. */
  public LookupException(String message) {
    super(message);
  }
}
