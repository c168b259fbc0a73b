package dev.fairlead.watcher.query;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Optional;

/**
 * Walks through a cache in the order of namespace and name, a stride at a time, so that a page
 * costs what it shows and not what there is. Lives on the loop.
 */
final class Walk {

  private final Lister lister;
  private final String namespace;
  private Optional<NamespacedName> after;
  private boolean over;

  /**
   * At its beginning.
   *
   * @param namespace only objects of this one; empty for all
   * @param after only objects behind this name
   */
  Walk(Lister lister, String namespace, Optional<NamespacedName> after) {
    this.lister = lister;
    this.namespace = namespace;
    this.after = namespace.isEmpty() ? after : within(namespace, after);
  }

  /** Names are in the order of their namespaces, so those before the one asked for are skipped. */
  private static Optional<NamespacedName> within(String namespace, Optional<NamespacedName> after) {
    NamespacedName first = new NamespacedName(namespace, "");
    return Optional.of(after.filter(name -> name.compareTo(first) > 0).orElse(first));
  }

  /** Whether there is nothing behind what has been shown. */
  boolean over() {
    return over;
  }

  /** Up to so many objects more; may be none before it is over. */
  List<ObservedObject> next(int count) {
    List<ObservedObject> stride = lister.list(after, count);
    if (stride.size() < count) {
      over = true;
    } else {
      after = Optional.of(stride.getLast().name());
    }
    if (namespace.isEmpty()) {
      return stride;
    }
    List<ObservedObject> inside =
        stride.stream().filter(object -> object.name().namespace().equals(namespace)).toList();
    over |= inside.size() < stride.size();
    return inside;
  }
}
