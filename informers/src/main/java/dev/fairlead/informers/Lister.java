package dev.fairlead.informers;

import java.util.List;
import java.util.Optional;

/**
 * Reads what an informer has in memory; no call is made. Thread-safe; asks the informer's own
 * thread and waits a moment for it, so not from an event loop. Objects are decoded for the caller
 * alone.
 */
public interface Lister<T> {

  /** The object of this name; the namespace is empty where the kind is cluster-scoped. */
  Optional<T> get(String namespace, String name);

  /** All objects of a namespace, or all there are if it is empty, in the order of their names. */
  List<T> list(String namespace);

  /**
   * Of these, the ones whose labels satisfy a selector.
   *
   * @param selector in the words of {@code kubectl -l}
   * @throws IllegalArgumentException if it is no selector
   */
  List<T> list(String namespace, String selector);
}
