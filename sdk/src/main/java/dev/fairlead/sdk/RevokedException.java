package dev.fairlead.sdk;

/**
 * The attempt may not write any more: its deadline has passed or another attempt has been
 * authorised. Let it pass; the primary is reconciled again.
 */
public final class RevokedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the cause, for people. */
  public RevokedException(String message) {
    super(message);
  }
}
