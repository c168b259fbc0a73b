package dev.fairlead.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one process has used.
 *
 * @param command its name, as the kernel knows it: 15 characters at most
 * @param cpuMillis user and system time of all its threads, in the kernel's ticks of 10 ms
 * @param residentKiB memory at the moment
 * @param peakKiB the most it ever had
 */
public record ProcessStat(String command, long cpuMillis, long residentKiB, long peakKiB) {

  private static final long TICK_MILLIS = 10;
  private static final int STATE = 2;
  private static final int USER = 13;
  private static final int SYSTEM = 14;

  /** Reads it; empty if the process is gone. */
  static Optional<ProcessStat> of(long pid) {
    Path directory = Path.of("/proc", Long.toString(pid));
    try {
      return Optional.of(
          parse(
              Files.readString(directory.resolve("stat")),
              Files.readAllLines(directory.resolve("status"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** From {@code stat} and {@code status}; see proc(5). */
  static ProcessStat parse(String stat, List<String> status) {
    // The name stands in parentheses and may hold both spaces and parentheses.
    int end = stat.lastIndexOf(')');
    String[] rest = stat.substring(end + 2).split(" ", -1);
    long ticks = Long.parseLong(rest[USER - STATE]) + Long.parseLong(rest[SYSTEM - STATE]);
    return new ProcessStat(
        stat.substring(stat.indexOf('(') + 1, end),
        ticks * TICK_MILLIS,
        kib(status, "VmRSS:"),
        kib(status, "VmHWM:"));
  }

  /** 0 where the process is a zombie, which has no memory. */
  private static long kib(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line ->
            Arrays.stream(line.split("\\s+", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0))
        .findFirst()
        .orElse(0);
  }
}
