package dev.fairlead.protocol.query;

import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.Optional;

/** A question or a command to the watcher that owns a controller. */
public sealed interface WatcherQuery {

  /** All controllers this watcher owns; answered by {@link WatcherAnswer.Controllers}. */
  record ListControllers() implements WatcherQuery {}

  /** One controller; answered by {@link WatcherAnswer.Controllers} with one item. */
  record GetController(String controller) implements WatcherQuery {}

  /**
   * The primaries of a controller in the order of namespace and name; answered by {@link
   * WatcherAnswer.Objects}.
   *
   * @param namespace empty for all
   * @param labelSelector as the API server takes it; empty for all
   * @param search what {@code namespace/name} has to contain, such as {@code prod/ca}; empty for
   *     all
   * @param after the last name of the page before; empty for the first page
   */
  record ListObjects(
      String controller,
      String namespace,
      String labelSelector,
      String search,
      Optional<Boolean> ready,
      Optional<Phase> phase,
      int limit,
      Optional<NamespacedName> after)
      implements WatcherQuery {}

  /** One primary; answered by {@link WatcherAnswer.Objects} with one item. */
  record GetObject(String controller, NamespacedName name) implements WatcherQuery {}

  /** Why a primary is as it is; answered by {@link WatcherAnswer.Explanation}. */
  record Explain(String controller, NamespacedName name) implements WatcherQuery {}

  /** Reconcile a primary now, in this trace; answered by {@link WatcherAnswer.Taken}. */
  record Reconcile(String controller, NamespacedName name, TraceContext trace)
      implements WatcherQuery {}

  /**
   * Begin no attempt of a controller any more, or begin them again; answered by {@link
   * WatcherAnswer.Taken} of every watcher, whether it owns a part of it or not.
   */
  record Pause(String controller, boolean paused) implements WatcherQuery {}
}
