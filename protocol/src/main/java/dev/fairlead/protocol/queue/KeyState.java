package dev.fairlead.protocol.queue;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import java.util.Optional;

/** Where a key stands. A key without a state is idle. */
public sealed interface KeyState {

  /** How many attempts have failed in a row. */
  int failures();

  /** It waits for its turn. */
  record Due(Demand demand, int failures) implements KeyState {}

  /** It waits for a time. */
  record Delayed(long untilMillis, Demand demand, int failures) implements KeyState {}

  /**
   * An attempt has been given out.
   *
   * @param demand what the attempt answers
   * @param again what came since, and needs another attempt
   * @param gone whether the primary is gone, so that the key ends with the attempt
   * @param aged whether it had its turn because it had waited long
   */
  record Running(
      Token token,
      Incarnation worker,
      long sinceMillis,
      Demand demand,
      Optional<Demand> again,
      boolean gone,
      boolean aged,
      int failures)
      implements KeyState {

    Running with(Optional<Demand> again, boolean gone) {
      return new Running(token, worker, sinceMillis, demand, again, gone, aged, failures);
    }
  }

  /**
   * It must not run before the cache shows what it wrote.
   *
   * @param next what it is wanted for then; empty if it will be idle
   * @param untilMillis it is not due before this time even if released
   */
  record Held(long sinceMillis, Optional<Demand> next, long untilMillis, int failures)
      implements KeyState {}

  /** It is wanted, but was asked to be left alone. */
  record Paused(Demand demand, int failures) implements KeyState {}
}
