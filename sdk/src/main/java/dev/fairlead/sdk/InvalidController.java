package dev.fairlead.sdk;

/** A reconciler class that cannot be run; the message names the cause and the remedy in a line. */
public final class InvalidController extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidController(Class<?> reconciler, String problem) {
    super(reconciler.getName() + ": " + problem);
  }
}
