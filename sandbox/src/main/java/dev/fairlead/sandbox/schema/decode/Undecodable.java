package dev.fairlead.sandbox.schema.decode;

/** A value does not fit the type of its field. The message is the API's. */
public final class Undecodable extends Exception {

  private static final long serialVersionUID = 1;

  Undecodable(String message) {
    super(message, null, false, false);
  }

  /** The message; never null. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
