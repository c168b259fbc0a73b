package dev.fairlead.protocol.query;

import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.Optional;

/** A watcher's answer to a {@link WatcherQuery}. */
public sealed interface WatcherAnswer {

  /** Controllers. */
  record Controllers(List<ControllerView> items, List<PartitionView> partitions)
      implements WatcherAnswer {

    public Controllers {
      items = List.copyOf(items);
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * A page of primaries.
   *
   * @param next the name after which the next page begins; empty on the last page
   */
  record Objects(List<ObjectView> items, Optional<NamespacedName> next) implements WatcherAnswer {

    public Objects {
      items = List.copyOf(items);
    }
  }

  /** An explanation. */
  record Explanation(ExplainView explain) implements WatcherAnswer {}

  /** A command was taken in. */
  record Taken() implements WatcherAnswer {}

  /** A command for an object that nobody here owns. */
  record NotOwned(String controller, NamespacedName name) implements WatcherAnswer {}

  /** There is no such controller here. */
  record NoSuchController(String controller) implements WatcherAnswer {}

  /** The cache has no such object. */
  record NoSuchObject(String controller, NamespacedName name) implements WatcherAnswer {}

  /** A part of the question is malformed. */
  record BadQuery(String field, String detail) implements WatcherAnswer {}
}
