package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Set;

/** One change to a cached collection, by client-go's names. */
public sealed interface Delta {

  /** A new object. */
  record Added(ObservedObject object) implements Delta {}

  /** An object in a new state. */
  record Updated(ObservedObject object) implements Delta {}

  /**
   * An object is gone.
   *
   * @param object its last state, as far as it is known
   * @param finalStateUnknown whether the deletion itself was missed, so that the object may have
   *     changed after this state; client-go's {@code DeletedFinalStateUnknown}
   */
  record Deleted(ObservedObject object, boolean finalStateUnknown) implements Delta {}

  /**
   * A complete list: what it does not contain is gone.
   *
   * @param unreadable objects that are there but could not be decoded: what is known of them stays
   */
  record Replaced(List<ObservedObject> objects, Set<NamespacedName> unreadable) implements Delta {

    public Replaced {
      objects = List.copyOf(objects);
      unreadable = Set.copyOf(unreadable);
    }
  }

  /** An object is looked at again without a change. */
  record Sync(NamespacedName name) implements Delta {}
}
