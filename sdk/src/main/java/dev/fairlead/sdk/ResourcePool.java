package dev.fairlead.sdk;

import java.util.Optional;

/**
 * The permits of a declared {@link Pool}, as one attempt may take them. In the whole mesh no more
 * are held than its capacity, also when a process that holds some dies: its permits come back when
 * they have expired, which is soon after the deadline of its attempt.
 *
 * <p>A permit holds until it is closed, or until the attempt is over: what code does that goes on
 * after its deadline is not counted any more. Calls block, two API calls for a permit and one for
 * its return, and throw {@link PoolException} when the API server cannot be asked. Thread-safe.
 */
public interface ResourcePool {

  /** A permit that is held. */
  interface Permit extends AutoCloseable {

    /** Gives it back. Without effect if it was given back already. */
    @Override
    void close();
  }

  /** A permit, or empty if all are taken. */
  Optional<Permit> tryAcquire();

  /**
   * A permit. Does not wait for one: if all are taken the attempt is put back without an error, and
   * made again soon.
   *
   * @throws PoolExhaustedException to be let through
   */
  Permit acquire();
}
