package dev.fairlead.webhook;

/** Files that cannot be served with; the message names the file, the cause and the remedy. */
final class UnusableCertificate extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableCertificate(String message) {
    super(message, null, false, false);
  }
}
