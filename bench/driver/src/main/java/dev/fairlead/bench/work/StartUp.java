package dev.fairlead.bench.work;

import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.meter.Usage;
import dev.fairlead.bench.report.Results;
import java.time.Duration;

/**
 * From the start of the process to the Deployment of a Memcached that is there already.
 *
 * @param work its name in the table
 * @param memcached which Memcached
 */
public record StartUp(String work, String memcached) {

  /** A first start may have to prepare later ones. */
  private static final Duration CHILD_MAX = Duration.ofMinutes(5);

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** Waits for the child of an operator that has just been started. */
  public void await(Site site) {
    site.await(
        "the first Deployment",
        CHILD_MAX,
        () ->
            site.children().addedNanos(memcached).orElse(Long.MIN_VALUE)
                > site.operator().startedNanos());
  }

  /** Waits and notes what it took. */
  public void run(Site site, Meter.Reading before, Results results) {
    await(site);
    Usage usage = Meter.read(site.operator().pids()).since(before);
    long seen = site.children().addedNanos(memcached).orElseThrow();
    note(
        site,
        results,
        "first child after, s",
        (seen - site.operator().startedNanos()) / NANOS_PER_SECOND);
    note(site, results, "CPU until then, s", usage.operatorMillis() / MILLIS_PER_SECOND);
    note(site, results, "CPU of others, % of the machine", usage.othersPercent());
  }

  /** Notes the memory of an operator that has become calm. */
  public void noteMemory(Site site, Results results) {
    site.awaitCalm();
    new Memory(work).run(site, results);
  }

  private void note(Site site, Results results, String what, double value) {
    results.add(site.operator().framework(), work, what, value);
  }
}
