package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;

/** One change to a cached collection, by client-go's names. */
public sealed interface Delta {

  /** A new object. */
  record Added(ObservedObject object) implements Delta {}

  /** An object in a new state. */
  record Updated(ObservedObject object) implements Delta {}

  /** An object is gone; this is the last state that was seen of it. */
  record Deleted(ObservedObject object) implements Delta {}

  /** A complete list: what it does not contain is gone. */
  record Replaced(List<ObservedObject> objects) implements Delta {

    public Replaced {
      objects = List.copyOf(objects);
    }
  }

  /** An object is looked at again without a change. */
  record Sync(NamespacedName name) implements Delta {}
}
