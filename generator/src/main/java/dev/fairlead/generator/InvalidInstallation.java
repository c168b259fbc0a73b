package dev.fairlead.generator;

/**
 * What cannot be installed as it is asked for; the message is one line, the cause and the remedy.
 */
public final class InvalidInstallation extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates one that is shown as it is. */
  public InvalidInstallation(String message) {
    super(message);
  }
}
