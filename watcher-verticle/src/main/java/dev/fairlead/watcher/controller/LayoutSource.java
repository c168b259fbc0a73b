package dev.fairlead.watcher.controller;

import java.util.Optional;

/** Finds out how the keys of one controller are cut. Lives on the loop. */
public interface LayoutSource {

  /** Begins to find out. */
  void start();

  /** Something was seen that may mean another layout. */
  void look();

  /** What keeps it from finding out, cause and remedy, one line. */
  Optional<String> problem();

  /** Stops. */
  void close();
}
