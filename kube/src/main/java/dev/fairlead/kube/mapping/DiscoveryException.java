package dev.fairlead.kube.mapping;

/** The server could not be asked which resources it has; the message is one line. */
public final class DiscoveryException extends Exception {

  /** With the reason in one line. */
  public DiscoveryException(String message) {
    super(message);
  }
}
