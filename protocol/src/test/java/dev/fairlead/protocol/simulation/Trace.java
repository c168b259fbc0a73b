package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.transcript.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a schedule, line by line; kept only when it is replayed, since writing costs
 * more than running. The same seed gives the same lines to the byte, in every JVM: sets are written
 * in order.
 */
final class Trace {

  private final boolean kept;
  private final Schedule schedule;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean kept, Schedule schedule) {
    this.kept = kept;
    this.schedule = schedule;
  }

  boolean kept() {
    return kept;
  }

  void line(String who, String arrow, Object what) {
    if (kept) {
      lines.add("%9d %-10s %s %s".formatted(schedule.now(), who, arrow, Text.of(what)));
    }
  }

  List<String> lines() {
    return lines;
  }
}
