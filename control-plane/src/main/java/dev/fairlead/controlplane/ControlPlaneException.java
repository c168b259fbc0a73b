package dev.fairlead.controlplane;

/**
 * A control plane whose programs are there did not do what was asked; the message says which of
 * them, and why.
 */
public final class ControlPlaneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ControlPlaneException(String message) {
    super(message);
  }

  ControlPlaneException(String message, Throwable cause) {
    super(message, cause);
  }

  static ControlPlaneException interrupted(String doing) {
    Thread.currentThread().interrupt();
    return new ControlPlaneException("interrupted while " + doing);
  }
}
