package dev.fairlead.watcher.metrics;

import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.watcher.informer.SharedCollection;
import java.util.Collection;

/** What is cached of one resource, in all its collections. Written on the loop, read anywhere. */
final class CacheMetrics implements Series {

  private record Sample(long objects, long bytes, double lagSeconds) {}

  private final MeterGroup meters;
  private volatile Sample sample = new Sample(0, 0, 0);

  CacheMetrics(Meters registry, String resource) {
    meters = registry.group("resource", resource);
    meters.gauge("fairlead_cache_objects", "Objects in the cache", () -> sample.objects());
    meters.gauge(
        "fairlead_cache_bytes",
        "What the cached objects take in memory, packed, without their index",
        () -> sample.bytes());
    meters.gauge(
        "fairlead_watch_lag_seconds",
        "For how long at most the cache may have missed a change: since it was last told how far"
            + " it is, which happens once a minute where nothing changes",
        () -> sample.lagSeconds());
  }

  void sampled(Collection<SharedCollection> collections, long nowMillis) {
    sample =
        new Sample(
            collections.stream().mapToLong(one -> one.lister().count()).sum(),
            collections.stream().mapToLong(one -> one.lister().sizeBytes()).sum(),
            collections.stream().mapToLong(one -> nowMillis - one.currentMillis()).max().orElse(0)
                / 1e3);
  }

  @Override
  public void close() {
    meters.close();
  }
}
