package dev.fairlead.bench.work;

import dev.fairlead.bench.report.Results;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Deletes Deployments and waits until they are there again.
 *
 * @param prefix begins the names of the objects
 * @param count how many
 */
public record Delete(String prefix, int count) {

  private static final Duration CHILDREN_MAX = Duration.ofMinutes(2);

  /** Does it. */
  public void run(Site site, Results results) {
    Window window = Window.open(site, "delete %,d children".formatted(count), results);
    long began = System.nanoTime();
    long[] acknowledged =
        Load.asFastAsPossible(
            count,
            number -> site.cluster().deleteDeployment(Site.NAMESPACE, Create.name(prefix, number)));
    site.await(
        "every deleted Deployment again",
        CHILDREN_MAX,
        () -> IntStream.range(0, count).allMatch(number -> addedNanos(site, number) - began > 0));
    long[] nanos =
        IntStream.range(0, count)
            .mapToLong(number -> addedNanos(site, number) - acknowledged[number])
            .toArray();
    window.close(count, "child", Latencies.of(nanos));
  }

  private long addedNanos(Site site, int number) {
    return site.children().addedNanos(Create.name(prefix, number)).orElseThrow();
  }
}
