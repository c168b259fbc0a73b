package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads of one declared kind beyond what {@link Observed} has: from the cache of the watcher that
 * owns the primary, so that looking costs the API server nothing. What the cache does not have, is
 * not there for a lister either: no call is made to make sure. Only the contents of Secrets, which
 * no cache keeps, are read from the API server.
 *
 * <p>What is looked up here does not call the reconciler when it changes; declare how it belongs to
 * the primary with {@link Reads} if it should.
 *
 * <p>Calls block, and each throws {@link LookupException} when no answer came and {@link
 * RevokedException} when the attempt is over. Thread-safe. The objects are decoded for the caller
 * alone.
 *
 * @param <T> the kind
 */
public interface Lister<T extends HasMetadata> {

  /**
   * The object of this name.
   *
   * @param namespace empty where the kind is cluster-scoped
   */
  Optional<T> get(String namespace, String name);

  /**
   * The objects of a namespace that have all of these labels, in the order of their names.
   *
   * @param namespace empty for all
   * @param labels empty for any
   */
  List<T> list(String namespace, Map<String, String> labels);

  /**
   * The objects of a namespace whose labels satisfy a selector, in the order of their names.
   *
   * @param namespace empty for all
   * @param selector in the words of {@code kubectl -l}, such as {@code tier in (edge,core),!spare};
   *     empty for any
   * @throws IllegalArgumentException if it is no selector
   */
  List<T> list(String namespace, String selector);

  /**
   * The objects with this value in a declared {@link Index}, in all namespaces, in the order of
   * their names.
   *
   * @throws IllegalArgumentException if no index of this name is declared for the kind
   */
  default List<T> byIndex(String index, String value) {
    return byIndex(index, value, "");
  }

  /** Of these, the objects whose labels satisfy a selector, as in {@link #list(String, String)}. */
  List<T> byIndex(String index, String value, String selector);

  /** The objects of a namespace, in the order of their names; of all if it is empty. */
  default List<T> list(String namespace) {
    return list(namespace, Map.of());
  }
}
