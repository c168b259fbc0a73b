package dev.fairlead.controlplane;

/**
 * The programs of the control plane are neither there nor can they be built here. The message is
 * one line that names the cause and the remedy. Tests take it as a reason to be skipped.
 */
public final class ControlPlaneUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ControlPlaneUnavailableException(String message) {
    super(message);
  }
}
