package dev.fairlead.watcher.controller;

import java.util.Optional;

/**
 * Finds out how the keys of one controller are cut, and whether it was paused. Lives on the loop.
 */
public interface LayoutSource {

  /** Begins to find out. */
  void start();

  /** Something was seen that may mean another layout. */
  void look();

  /** Whether it was paused or resumed by command; empty where the configuration decides. */
  Optional<Boolean> paused();

  /** Pauses or resumes it, here at once, and wherever else it is followed. */
  void pause(boolean wanted);

  /** The configuration says from now on whether it is paused where no command does. */
  void configured(boolean paused);

  /** What keeps it from finding out, cause and remedy, one line. */
  Optional<String> problem();

  /** Stops. */
  void close();
}
