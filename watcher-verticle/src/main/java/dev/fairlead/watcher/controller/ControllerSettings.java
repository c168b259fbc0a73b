package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.time.RateLimit;
import java.time.Duration;
import java.util.Optional;

/**
 * How a watcher treats one controller.
 *
 * @param resync how often every object is looked at without a change; zero for never
 * @param deadline how long an attempt may take
 * @param paused whether no attempt starts, though objects are watched and queued
 * @param dispatcher times and bounds of its dispatchers; the rate is that of all together
 */
public record ControllerSettings(
    Duration resync, Duration deadline, boolean paused, DispatcherSettings dispatcher) {

  /** Tells an owner how long keys that fail wait from now on. */
  DispatcherInput.BackoffChanged backoff() {
    return new DispatcherInput.BackoffChanged(dispatcher.backoffMin(), dispatcher.backoffMax());
  }

  /** Tells an owner the bounds of its queue from now on. */
  DispatcherInput.LimitsChanged limits() {
    return new DispatcherInput.LimitsChanged(dispatcher.limits());
  }

  /** Tells the owner of one of so many partitions how many attempts may begin from now on. */
  DispatcherInput.RateChanged rate(int of) {
    return new DispatcherInput.RateChanged(share(of));
  }

  /** The times and bounds of the dispatcher of one of so many partitions. */
  DispatcherSettings dispatcher(int of) {
    return dispatcher.withRate(share(of));
  }

  private Optional<RateLimit> share(int of) {
    return dispatcher.rate().map(rate -> rate.share(of));
  }

  /** Says how each controller is treated. */
  @FunctionalInterface
  public interface Of {

    /** How the one that declares itself so. */
    ControllerSettings of(Declaration declaration);
  }

  /** All as they declare it. */
  public static Of declared(DispatcherSettings dispatcher) {
    return declaration ->
        new ControllerSettings(
            declaration.resync(),
            declaration.deadline(),
            false,
            dispatcher.withRate(declaration.rate()));
  }
}
