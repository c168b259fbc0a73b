package dev.fairlead.bench.work;

import dev.fairlead.bench.report.Results;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Creates Memcacheds as fast as the API server takes them, and waits for their Deployments. Latency
 * includes the wait in the operator's queue.
 *
 * @param work its name in the table
 * @param prefix begins the names of the objects
 * @param count how many
 */
public record Create(String work, String prefix, int count) {

  private static final Duration CHILDREN_MAX = Duration.ofMinutes(5);
  private static final double NANOS_PER_SECOND = 1e9;

  /** The replicas that each begins with. */
  static final int REPLICAS = 1;

  /** The name of an object. */
  static String name(String prefix, int number) {
    return prefix + "-" + number;
  }

  /** Does it. */
  public void run(Site site, Results results) {
    Window window = Window.open(site, work, results);
    long began = System.nanoTime();
    long[] acknowledged =
        Load.asFastAsPossible(
            count,
            number ->
                site.cluster().createMemcached(Site.NAMESPACE, name(prefix, number), REPLICAS));
    site.await(
        "a Deployment for each new Memcached",
        CHILDREN_MAX,
        () ->
            IntStream.range(0, count)
                .allMatch(number -> site.children().addedNanos(name(prefix, number)).isPresent()));
    long[] seen =
        IntStream.range(0, count)
            .mapToLong(number -> site.children().addedNanos(name(prefix, number)).orElseThrow())
            .toArray();
    long last = Arrays.stream(seen).max().orElse(began);
    window.note("objects a second", count * NANOS_PER_SECOND / (last - began));
    long[] nanos = IntStream.range(0, count).mapToLong(i -> seen[i] - acknowledged[i]).toArray();
    window.close(count, "object", Latencies.of(nanos));
  }
}
