package dev.fairlead.bench.work;

import dev.fairlead.bench.report.Results;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Changes the replicas of Memcacheds at a steady rate, one after the other in turn, and waits until
 * each Deployment has been seen with what was asked for.
 *
 * @param prefix begins the names of the objects
 * @param objects how many there are
 * @param perSecond the rate
 * @param seconds for how long
 */
public record Change(String prefix, int objects, int perSecond, int seconds) {

  private static final Duration CHILDREN_MAX = Duration.ofMinutes(2);

  /** Does it. */
  public void run(Site site, Results results) {
    String work = "change %d a second for %d s".formatted(perSecond, seconds);
    int count = perSecond * seconds;
    Window window = Window.open(site, work, results);
    long[] acknowledged =
        Load.atRate(
            count,
            perSecond,
            number ->
                site.cluster()
                    .scaleMemcached(
                        Site.NAMESPACE, Create.name(prefix, number % objects), replicas(number)));
    // A change may be overtaken by the next one of the same object: the last of each must arrive.
    site.await(
        "a Deployment as its Memcached was changed",
        CHILDREN_MAX,
        () ->
            IntStream.range(Math.max(0, count - objects), count)
                .allMatch(number -> seen(site, number).isPresent()));
    long[] nanos =
        IntStream.range(0, count)
            .filter(number -> seen(site, number).isPresent())
            .mapToLong(number -> seen(site, number).getAsLong() - acknowledged[number])
            .toArray();
    window.note("changes overtaken by the next one", count - nanos.length);
    window.close(count, "change", Latencies.of(nanos));
  }

  private OptionalLong seen(Site site, int number) {
    return site.children().firstSeenNanos(Create.name(prefix, number % objects), replicas(number));
  }

  /** Another number each time that an object's turn comes. */
  private int replicas(int number) {
    return Create.REPLICAS + 1 + number / objects;
  }
}
