package dev.fairlead.sdk;

/** Classes that cannot become a CRD; the message names the cause and the remedy in a line. */
public final class InvalidSchema extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidSchema(String message) {
    super(message);
  }

  InvalidSchema(String message, Throwable cause) {
    super(message, cause);
  }
}
