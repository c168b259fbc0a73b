package dev.fairlead.bench.work;

import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.meter.Usage;
import dev.fairlead.bench.report.Results;

/**
 * The memory that the operator has at the moment, and the most that it ever had.
 *
 * @param work after what
 */
public record Memory(String work) {

  /** Notes it. */
  public void run(Site site, Results results) {
    Meter.Reading now = Meter.read(site.operator().pids());
    Usage usage = now.since(now);
    results.add(site.operator().framework(), work, "resident, MiB", usage.residentMiB());
    results.add(site.operator().framework(), work, "peak, MiB", usage.peakMiB());
  }
}
