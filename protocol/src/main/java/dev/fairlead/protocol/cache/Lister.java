package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Optional;

/**
 * Reads from the cache of one resource. Not safe for use by several threads: read where the cache
 * is written, or hand over what was read, which is immutable.
 */
public interface Lister {

  /** The object of this name. */
  Optional<ObservedObject> get(NamespacedName name);

  /**
   * Up to {@code limit} objects in the order of their names.
   *
   * @param after begins behind this name; empty to begin with the first
   */
  List<ObservedObject> list(Optional<NamespacedName> after, int limit);

  /** The objects of one namespace, in the order of their names. */
  List<ObservedObject> namespace(String namespace);

  /**
   * The objects with this value in an index, in the order of their names.
   *
   * @throws IllegalArgumentException if the cache does not keep this index
   */
  List<ObservedObject> byIndex(Index index, NamespacedName value);

  /** How many objects there are. */
  int count();

  /** How many bytes their frames have. */
  long sizeBytes();
}
