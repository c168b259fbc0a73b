package dev.fairlead.informers;

import java.util.List;

/** A {@link Lister} with indexes of one's own, as they were given to {@link InformerBuilder}. */
public interface Indexer<T> extends Lister<T> {

  /**
   * The objects with this value in an index, in the order of their names.
   *
   * @throws IllegalArgumentException if there is no such index
   */
  List<T> byIndex(String index, String value);
}
