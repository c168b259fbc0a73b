package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import java.time.Duration;

/**
 * How a watcher treats one controller.
 *
 * @param resync how often every object is looked at without a change; zero for never
 * @param deadline how long an attempt may take
 * @param paused whether no attempt starts, though objects are watched and queued
 * @param dispatcher times and bounds of its dispatchers
 */
public record ControllerSettings(
    Duration resync, Duration deadline, boolean paused, DispatcherSettings dispatcher) {

  /** Says how each controller is treated. */
  @FunctionalInterface
  public interface Of {

    /** How the one that declares itself so. */
    ControllerSettings of(Declaration declaration);
  }

  /** All as they declare it. */
  public static Of declared(DispatcherSettings dispatcher) {
    return declaration ->
        new ControllerSettings(declaration.resync(), declaration.deadline(), false, dispatcher);
  }
}
