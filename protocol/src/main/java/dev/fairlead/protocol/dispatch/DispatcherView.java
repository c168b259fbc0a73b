package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.time.RateLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An owner in numbers, for people. Times are those of its monotonic clock.
 *
 * @param inFlightMax how many attempts may run at a time, whatever credit there is
 * @param counts how many keys are in each phase; idle keys are not counted
 * @param oldestDueSinceMillis since when the due key that waits longest has been waiting
 * @param due how many keys of each priority are due
 * @param limitedBy the rate that keeps due keys from free workers at this moment
 * @param runningSinceMillis since when each attempt that is under way has been
 */
public record DispatcherView(
    Partition partition,
    long epoch,
    Incarnation owner,
    boolean synced,
    boolean paused,
    int inFlightMax,
    Map<Phase, Integer> counts,
    OptionalLong oldestDueSinceMillis,
    Map<Priority, Integer> due,
    Optional<RateLimit> limitedBy,
    List<Long> runningSinceMillis,
    List<WorkerView> workers) {

  public DispatcherView {
    counts = Map.copyOf(counts);
    due = Map.copyOf(due);
    runningSinceMillis = List.copyOf(runningSinceMillis);
    workers = List.copyOf(workers);
  }

  /** The attempts that all workers together take at once, as far as they may be given out. */
  public int credit() {
    return Math.min(inFlightMax, workers.stream().mapToInt(WorkerView::credit).sum());
  }

  /**
   * One worker.
   *
   * @param inFlight the attempts that the owner has given it
   * @param lastBeatMillis when it was last heard of; empty if it has not beaten yet
   */
  public record WorkerView(
      Incarnation worker,
      String zone,
      int credit,
      int inFlight,
      double load,
      OptionalLong lastBeatMillis) {}
}
