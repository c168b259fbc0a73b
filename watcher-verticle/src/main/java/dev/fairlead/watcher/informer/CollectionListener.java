package dev.fairlead.watcher.informer;

import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.object.ResourceVersion;

/** Hears of a collection, on the loop. */
public interface CollectionListener {

  /**
   * Something changed, and the cache has it.
   *
   * @param initial whether it belongs to the first complete list, or to what the cache held already
   *     when this listener joined
   */
  void changed(Notification notification, boolean initial);

  /**
   * The API server was restored from a backup, and the cache shows it anew: versions have gone
   * back, and those that were told before mean nothing any more.
   */
  void eraBegan();

  /** The cache has everything up to this version; told after every change up to it. */
  void progressed(ResourceVersion version);

  /** The collection is in step, is no longer, or has other problems than before. */
  void stateChanged();
}
