package dev.fairlead.sdk;

/**
 * All permits of a {@link Pool} are taken. To be let through: the attempt is then made again after
 * a while, which is no failure, and {@code fairlead why} says what it waits for.
 */
public final class PoolExhaustedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the pool and how many of its permits are taken. */
  public PoolExhaustedException(String pool, int capacity) {
    super("waits for pool %s: %d of %d taken".formatted(pool, capacity, capacity));
  }
}
