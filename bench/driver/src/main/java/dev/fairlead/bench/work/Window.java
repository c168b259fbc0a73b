package dev.fairlead.bench.work;

import dev.fairlead.bench.cluster.CallCounts;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.meter.Usage;
import dev.fairlead.bench.report.Results;

/** A piece of work between two readings of everything. */
final class Window {

  private final Site site;
  private final String work;
  private final Results results;
  private final Meter.Reading before;
  private final CallCounts callsBefore;

  private Window(Site site, String work, Results results) {
    this.site = site;
    this.work = work;
    this.results = results;
    this.callsBefore = site.cluster().callsOfOthers();
    this.before = Meter.read(site.operator().pids());
  }

  static Window open(Site site, String work, Results results) {
    return new Window(site, work, results);
  }

  /** Waits until the operator is calm, and notes what each of so many things has cost. */
  void close(int count, String thing, Latencies latencies) {
    site.awaitCalm();
    Usage usage = Meter.read(site.operator().pids()).since(before);
    CallCounts calls = site.cluster().callsOfOthers().since(callsBefore);
    note("latency p50, ms", latencies.percentileMillis(50));
    note("latency p90, ms", latencies.percentileMillis(90));
    note("latency p99, ms", latencies.percentileMillis(99));
    note("CPU per " + thing + ", ms", (double) usage.operatorMillis() / count);
    note("API calls per " + thing, (double) calls.count(call -> true) / count);
    note("of them 409", (double) calls.count(call -> call.code() == 409));
    note("API server's CPU per " + thing + ", ms", (double) usage.serverMillis() / count);
    note("CPU of others, % of the machine", usage.othersPercent());
    results.calls(site.operator().framework(), work, calls);
  }

  void note(String what, double value) {
    results.add(site.operator().framework(), work, what, value);
  }
}
