package dev.fairlead.informers;

/**
 * Hears what happens to the objects of a {@link SharedInformer}.
 *
 * <p>Called on virtual threads, several objects at once but of one object one thing after the
 * other, in their order. A handler that is slow misses states of an object that were followed by
 * another one, never the last: what waits is folded, so that it is bounded by the number of
 * objects. What a handler throws is logged and counted, and harms no other call.
 */
public interface ResourceEventHandler<T> {

  /**
   * An object is there that was not.
   *
   * @param isInInitialList whether it was there before the informer was in step
   */
  default void onAdd(T object, boolean isInInitialList) {}

  /** An object has another state than the one told last; at a resync the same. */
  default void onUpdate(T before, T now) {}

  /**
   * An object is gone.
   *
   * @param last its last state that is known
   * @param finalStateUnknown whether the deletion itself was missed, as when a watch broke: then it
   *     may have changed after this state
   */
  default void onDelete(T last, boolean finalStateUnknown) {}
}
