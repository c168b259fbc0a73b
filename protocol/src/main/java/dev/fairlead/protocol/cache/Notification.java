package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.ObservedObject;

/** What a cache tells those who listen, after the change is in it. */
public sealed interface Notification {

  /** The state that it is about: the new one, or the last one before the deletion. */
  ObservedObject object();

  /** An object that the cache did not have. */
  record Added(ObservedObject object) implements Notification {}

  /** Another version of an object. */
  record Updated(ObservedObject before, ObservedObject object) implements Notification {}

  /** An object is gone; {@code finalStateUnknown} as in {@link Delta.Deleted}. */
  record Deleted(ObservedObject object, boolean finalStateUnknown) implements Notification {}

  /** An object is looked at again without a change. */
  record Resynced(ObservedObject object) implements Notification {}
}
