package dev.fairlead.sdk;

/**
 * It cannot be told whether a {@link Pool} has a permit: cause and remedy in one line. Best let
 * through: the attempt fails with this message, and is made again.
 */
public final class PoolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the cause, for people. */
  public PoolException(String message) {
    super(message);
  }
}
