package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.time.Alarm;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of which an attempt may have left a write on its way: its answer was lost, or its worker
 * was, or its owner. No hold and no barrier can wait for such a write, since the server may execute
 * it later. It lands only on an unchanged object, perhaps on one that the next attempt has found as
 * desired; so for a while every change of the primary makes its key due that would not otherwise,
 * unless the key has written just that. A change that makes it due anyhow is none of these: an
 * attempt comes that sees it, and one is enough.
 *
 * <p>Bounded; above the bound the oldest doubt is dropped, and the resync finds what it would have
 * found.
 */
final class Doubts {

  static final Reason LANDED_LATE =
      Reason.of(Reason.Type.RETRY, "a write of an earlier attempt may have landed late");

  /** A server executes a request at most half a minute late, and a bus may be as slow. */
  private static final long LAST_MILLIS = Duration.ofMinutes(2).toMillis();

  private static final int KEYS_MAX = 10_000;

  private final LinkedHashMap<NamespacedName, Long> untilByKey = new LinkedHashMap<>();

  /** What was seen of the primaries of keys that run, and may be their own work. */
  private final Map<NamespacedName, Seen> seen = new HashMap<>();

  private long allUntilMillis = Alarm.NEVER;

  private record Seen(ObjectRef ref, ResourceVersion version) {}

  /** A write of any key may land late: there may have been an owner before. */
  void begin(long now) {
    if (allUntilMillis == Alarm.NEVER) {
      allUntilMillis = now + LAST_MILLIS;
    }
  }

  /** From now on a write of this key may land late. */
  void begin(NamespacedName key, long now) {
    seen.remove(key);
    forget(now);
    untilByKey.putLast(key, now + LAST_MILLIS);
    if (untilByKey.size() > KEYS_MAX) {
      untilByKey.pollFirstEntry();
    }
  }

  /**
   * A primary has changed in what makes no key due; the answer is whether it does now. What the key
   * has written itself does not: while it runs, its report will tell. Nor does what a later attempt
   * is going to see anyhow, or the first one of this owner.
   */
  boolean changed(ObservedObject primary, Phase phase, Holds holds, History history, long now) {
    NamespacedName key = primary.name();
    boolean ownDoubt = untilByKey.containsKey(key);
    if (!ownDoubt && now > allUntilMillis) {
      return false;
    }
    return switch (phase) {
      case RUNNING -> {
        seen.put(key, new Seen(primary.ref(), primary.resourceVersion()));
        yield false;
      }
      case IDLE, HELD, PAUSED ->
          (ownDoubt || history.last(key).isPresent()) && !holds.awaits(key, primary);
      case DUE, DELAYED -> false;
    };
  }

  /** An attempt is over; the answer is whether something else than it has changed its primary. */
  boolean over(Finished finished, long now) {
    NamespacedName key = finished.token().key();
    Seen changed = seen.remove(key);
    if (mayHaveLeftAWrite(finished)) {
      begin(key, now);
    }
    return changed != null && finished.writes().stream().noneMatch(write -> made(write, changed));
  }

  private void forget(long now) {
    while (!untilByKey.isEmpty() && untilByKey.firstEntry().getValue() < now) {
      untilByKey.pollFirstEntry();
    }
  }

  private static boolean mayHaveLeftAWrite(Finished finished) {
    return finished.outcome() instanceof Outcome.Abandoned
        || finished.writes().stream().anyMatch(write -> write instanceof WriteEntry.Unanswered);
  }

  private static boolean made(WriteEntry write, Seen changed) {
    return write instanceof WriteEntry.Written written
        && written.ref().equals(changed.ref())
        && written.version().equals(changed.version());
  }
}
