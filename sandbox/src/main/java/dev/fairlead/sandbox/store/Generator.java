package dev.fairlead.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes the objects of a collection on demand. The same arguments give equal objects, always.
 * Thread-safe.
 */
public interface Generator {

  /** How many objects there are. */
  int count();

  /**
   * Where an object is. A larger index has a larger key.
   *
   * @param index from 0 to below the count
   */
  Key key(int index);

  /**
   * An object, without its resourceVersion.
   *
   * @param variation how often the object was changed: 0 for the first version
   */
  ObjectNode object(int index, int variation);
}
