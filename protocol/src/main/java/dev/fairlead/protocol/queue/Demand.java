package dev.fairlead.protocol.queue;

import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * That a key is to be reconciled: how urgently, since when, and why.
 *
 * @param reasons all that came together, without repetitions, the first ones up to a bound
 */
public record Demand(Priority priority, long sinceMillis, List<Reason> reasons) {

  public Demand {
    reasons = List.copyOf(reasons);
  }

  /** A demand for one reason. */
  public static Demand of(Priority priority, Reason reason, long nowMillis) {
    return new Demand(priority, nowMillis, List.of(reason));
  }

  /** Both in one: the higher priority, the earlier time, the reasons of both up to a bound. */
  public Demand and(Demand other, int reasonsMax) {
    List<Reason> all = reasons;
    for (Reason reason : other.reasons) {
      if (all.size() < reasonsMax && !all.contains(reason)) {
        all = new ArrayList<>(all);
        all.add(reason);
      }
    }
    return new Demand(
        priority.compareTo(other.priority) <= 0 ? priority : other.priority,
        Math.min(sinceMillis, other.sinceMillis),
        all);
  }

  Demand since(long millis) {
    return new Demand(priority, millis, reasons);
  }

  /** Whether it ends the backoff of a key that fails: somebody changed what the key reads. */
  boolean endsBackoff() {
    return reasons.stream().anyMatch(Demand::endsBackoff);
  }

  private static boolean endsBackoff(Reason reason) {
    return switch (reason.type()) {
      case PRIMARY_ADDED, PRIMARY_CHANGED, PRIMARY_DELETING, READ_CHANGED, USER_REQUEST, RESUMED ->
          true;
      case CHILD_CHANGED, CHILD_GONE, RETRY, LOOK_AGAIN, RESYNC, WORKER_LOST -> false;
    };
  }
}
