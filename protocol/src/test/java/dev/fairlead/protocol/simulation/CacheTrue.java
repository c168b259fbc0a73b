package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 11. The cache equals the API server's state at its version; its progress never goes back within
 * an era; nothing is visible before the first list is complete, and who begins to own in an era
 * gives nothing out from what caches show of an earlier one.
 */
final class CacheTrue implements Invariant {

  private final Map<SimulatedCache, Progress> progress = new HashMap<>();

  private record Progress(int era, ResourceVersion version) {}

  @Override
  public void progressed(World world, SimulatedCache cache, ResourceVersion version) {
    Progress before = progress.put(cache, new Progress(cache.era(), version));
    if (before != null && before.era() == cache.era() && !version.includes(before.version())) {
      throw new Violation("11 CacheTrue", cache.resource() + " went back to " + version);
    }
    long hash = 0;
    for (ObservedObject object : cache.lister().list(Optional.empty(), 1_000)) {
      hash += SimulatedCollection.hash(object);
    }
    long number = SimulatedApiServer.number(version);
    if (hash != world.api().collection(cache.resource()).hashAt(cache.era(), number)) {
      throw new Violation(
          "11 CacheTrue", cache.resource() + " is not what the server had at " + version);
    }
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    for (GroupVersionResource resource : Resources.ALL) {
      SimulatedCache cache = owner.cache(resource);
      if (owner.era() == world.api().era() && cache.isOfFormerEra()) {
        throw new Violation(
            "11 CacheTrue",
            assign.token() + " starts from what " + resource + " was before a restore");
      }
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
