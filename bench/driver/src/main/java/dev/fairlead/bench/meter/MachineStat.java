package dev.fairlead.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the whole machine has used.
 *
 * @param busyMillis the time that its processors were not idle, added up
 * @param stolenMillis of that, the time that other machines on the same host took
 * @param load the load of the last minute
 */
record MachineStat(long busyMillis, long stolenMillis, double load) {

  private static final long TICK_MILLIS = 10;
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;
  private static final int GUEST = 8;

  static MachineStat now() {
    try {
      return parse(
          Files.readAllLines(Path.of("/proc/stat")), Files.readString(Path.of("/proc/loadavg")));
    } catch (IOException e) {
      throw new UncheckedIOException("the bench reads /proc: it needs Linux", e);
    }
  }

  static MachineStat parse(List<String> stat, String load) {
    long[] ticks =
        Arrays.stream(stat.getFirst().split("\\s+", -1))
            .skip(1)
            .mapToLong(Long::parseLong)
            .toArray();
    long busy = 0;
    for (int i = 0; i < GUEST; i++) { // guest time is in user time already
      busy += i == IDLE || i == IO_WAIT ? 0 : ticks[i];
    }
    return new MachineStat(
        busy * TICK_MILLIS,
        ticks[STEAL] * TICK_MILLIS,
        Double.parseDouble(load.substring(0, load.indexOf(' '))));
  }
}
