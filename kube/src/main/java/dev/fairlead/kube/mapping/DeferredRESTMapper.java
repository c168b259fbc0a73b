package dev.fairlead.kube.mapping;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A RESTMapper that asks the server at first use, and again when something is not found, so that a
 * CRD that appears is learned of; but not more often than once per interval.
 */
public final class DeferredRESTMapper implements RESTMapper {

  private final Discovery discovery;
  private final Duration interval;
  private final InstantSource clock;
  private @Nullable ResourceTable table;
  private Instant asked = Instant.MIN;

  /**
   * A mapper that knows nothing yet.
   *
   * @param interval how long a miss is believed before the server is asked again
   */
  public DeferredRESTMapper(Discovery discovery, Duration interval, InstantSource clock) {
    this.discovery = discovery;
    this.interval = interval;
    this.clock = clock;
  }

  @Override
  public Optional<ApiResource> resourceFor(GroupVersionKind kind)
      throws DiscoveryException, InterruptedException {
    return look(known -> known.resourceFor(kind), Optional::isPresent);
  }

  @Override
  public Optional<ApiResource> describe(GroupVersionResource resource)
      throws DiscoveryException, InterruptedException {
    return look(known -> known.describe(resource), Optional::isPresent);
  }

  @Override
  public Lookup find(String name) throws DiscoveryException, InterruptedException {
    return look(known -> known.find(name), found -> !(found instanceof Lookup.Unknown));
  }

  @Override
  public List<ApiResource> versions(String group, String kind)
      throws DiscoveryException, InterruptedException {
    return look(known -> known.versions(group, kind), versions -> !versions.isEmpty());
  }

  @Override
  public synchronized void forget() {
    table = null;
  }

  private synchronized <T> T look(Function<ResourceTable, T> question, Predicate<T> answered)
      throws DiscoveryException, InterruptedException {
    ResourceTable known = table;
    if (known == null) {
      return question.apply(ask());
    }
    T answer = question.apply(known);
    boolean stale = !clock.instant().isBefore(asked.plus(interval));
    return answered.test(answer) || !stale ? answer : question.apply(ask());
  }

  private ResourceTable ask() throws DiscoveryException, InterruptedException {
    ResourceTable fresh = discovery.discover();
    table = fresh;
    asked = clock.instant();
    return fresh;
  }
}
