package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 11. The cache equals the API server's state at its version; its progress never goes back; nothing
 * is visible before the first list is complete.
 */
final class CacheTrue implements Invariant {

  private final Map<SimulatedCache, ResourceVersion> progress = new HashMap<>();

  @Override
  public void progressed(World world, SimulatedCache cache, ResourceVersion version) {
    ResourceVersion before = progress.getOrDefault(cache, ResourceVersion.NONE);
    if (!version.includes(before)) {
      throw new Violation("11 CacheTrue", cache.resource() + " went back to " + version);
    }
    progress.put(cache, version);
    long hash = 0;
    for (ObservedObject object : cache.lister().list(Optional.empty(), 1_000)) {
      hash += SimulatedCollection.hash(object);
    }
    long number = SimulatedApiServer.number(version);
    if (hash != world.api().collection(cache.resource()).hashAt(number)) {
      throw new Violation(
          "11 CacheTrue", cache.resource() + " is not what the server had at " + version);
    }
  }

  @Override
  public void stepped(World world) {
    world
        .steppedWatcher()
        .ifPresent(watcher -> {
          for (GroupVersionResource resource : Resources.ALL) {
            SimulatedCache cache = watcher.cache(resource);
            if (!progress.containsKey(cache) && cache.lister().count() > 0) {
              throw new Violation("11 CacheTrue", "a partial list of " + resource + " is visible");
            }
          }
        });
  }
}
