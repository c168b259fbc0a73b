package dev.fairlead.watcher.ownership;

/** Into how many partitions the configuration cuts the keys of controllers. */
@FunctionalInterface
public interface Cut {

  /** No controller is cut. */
  Cut NONE = _ -> 1;

  /** At least 1. */
  int partitions(String controller);
}
