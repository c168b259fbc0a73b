package dev.fairlead.sandbox.store.watch;

import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Stored;

/** One line of a watch. */
public sealed interface WatchEvent {

  /** The object is new to the watch: it was created, or it now is what the selector asks for. */
  record Added(Stored stored) implements WatchEvent {}

  record Modified(Stored stored) implements WatchEvent {}

  /**
   * The object was deleted, or no longer is what the selector asks for: as the watch last knew it,
   * with the revision of the change.
   */
  record Deleted(Stored stored) implements WatchEvent {}

  /**
   * All up to this revision has been told.
   *
   * @param initialEventsEnd whether it ends the initial state, for which it carries the annotation
   *     {@code k8s.io/initial-events-end}
   */
  record Bookmark(long revision, boolean initialEventsEnd) implements WatchEvent {}

  /** The watch cannot go on; it is the last event. */
  record Failed(Status status) implements WatchEvent {}
}
