package dev.fairlead.watcher.informer;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Map;
import java.util.Optional;

/** What the server has shown of a collection, and by which a cache can tell how far it is. */
sealed interface Survey {

  /** How far the collection was. */
  ResourceVersion version();

  /**
   * Whether a cache has everything that the collection had at this version.
   *
   * @param progress how far the cache is known to be
   */
  boolean shownBy(Lister cache, ResourceVersion progress);

  /** Every object there was. */
  record Contents(Map<NamespacedName, ResourceVersion> objects, ResourceVersion version)
      implements Survey {

    @Override
    public boolean shownBy(Lister cache, ResourceVersion progress) {
      return cache.count() == objects.size()
          && objects.entrySet().stream()
              .allMatch(object ->
                  cache
                      .get(object.getKey())
                      .map(ObservedObject::metadata)
                      .map(Metadata::resourceVersion)
                      .equals(Optional.of(object.getValue())));
    }
  }

  /**
   * What has changed since a version that the cache has passed.
   *
   * @param last the last change; where there was none, what the cache has passed
   */
  record Changes(ResourceVersion last, ResourceVersion version) implements Survey {

    @Override
    public boolean shownBy(Lister cache, ResourceVersion progress) {
      return progress.includes(last);
    }
  }
}
