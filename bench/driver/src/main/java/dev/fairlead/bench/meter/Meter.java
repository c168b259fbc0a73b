package dev.fairlead.bench.meter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Reads what one operator, its API server, the bench and the rest of the machine use. */
public final class Meter {

  private static final double KIB_PER_MIB = 1024;
  private static final List<String> SERVERS = List.of("kube-apiserver", "etcd");

  /** All counters at one moment. */
  public record Reading(
      long atNanos,
      long operatorMillis,
      long serverMillis,
      long driverMillis,
      long machineMillis,
      long residentKiB,
      long peakKiB) {

    /** What was used since an earlier reading. */
    public Usage since(Reading before) {
      long operator = operatorMillis - before.operatorMillis;
      long server = serverMillis - before.serverMillis;
      long driver = driverMillis - before.driverMillis;
      return new Usage(
          (atNanos - before.atNanos) / 1_000_000,
          operator,
          server,
          driver,
          Math.max(0, machineMillis - before.machineMillis - operator - server - driver),
          residentKiB / KIB_PER_MIB,
          peakKiB / KIB_PER_MIB);
    }
  }

  private Meter() {}

  /** The load of the machine in the last minute. */
  public static double load() {
    return MachineStat.now().load();
  }

  /** Reads everything, for the operator with these processes. */
  public static Reading read(Collection<Long> operator) {
    List<ProcessStat> own = stats(operator);
    List<ProcessStat> servers =
        stats(
                ProcessHandle.current()
                    .descendants()
                    .map(ProcessHandle::pid)
                    .filter(pid -> !operator.contains(pid))
                    .toList())
            .stream()
            .filter(stat -> SERVERS.contains(stat.command()))
            .toList();
    return new Reading(
        System.nanoTime(),
        sum(own, ProcessStat::cpuMillis),
        sum(servers, ProcessStat::cpuMillis),
        sum(stats(List.of(ProcessHandle.current().pid())), ProcessStat::cpuMillis),
        MachineStat.now().busyMillis(),
        sum(own, ProcessStat::residentKiB),
        sum(own, ProcessStat::peakKiB));
  }

  private static List<ProcessStat> stats(Collection<Long> pids) {
    return pids.stream().map(ProcessStat::of).flatMap(Optional::stream).toList();
  }

  private static long sum(List<ProcessStat> stats, ToLongFunction<ProcessStat> what) {
    return stats.stream().mapToLong(what).sum();
  }
}
