package dev.fairlead.distribution;

/** No CRD, or none that types can be made from; the message is one line, with the remedy. */
final class InvalidCrd extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidCrd(String message) {
    super(message);
  }
}
