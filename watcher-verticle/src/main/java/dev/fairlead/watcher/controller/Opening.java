package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Layouts;

/** How the keys of controllers are cut, and how partitions come to be owned. */
public interface Opening {

  /**
   * Opens a partition: alone, or by an election.
   *
   * @param of how many partitions its layout has
   */
  PartitionWatch open(Partition partition, int of, PartitionWatch.Controller controller);

  /**
   * Finds out how the keys of a controller are cut.
   *
   * @param layouts kept up to date, on the loop
   * @param paused whether it is paused where nobody has said otherwise
   * @param changed run whenever they, what is paused, or the problem with them, may have changed
   */
  LayoutSource layouts(String controller, Layouts layouts, boolean paused, Runnable changed);

  /** Who shares the controllers that are not cut with the other watchers. */
  Spreading spreading();
}
