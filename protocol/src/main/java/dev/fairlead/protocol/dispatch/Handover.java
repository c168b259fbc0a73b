package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.time.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a new owner waits for before its first assignment.
 *
 * <p>First for the workers that the owner before may have permitted: a worker is settled by a beat
 * under the new epoch that names no attempt of an earlier one, since it has promised then, and
 * nothing of what it ran before writes any more; or by the proof of its death. All are when the
 * longest permit has ended. Then for the caches: once they are in step, they must have passed what
 * a consistent list of each collection shows after that, which is all that those attempts have
 * written. When the API server was restored from a backup, or a cache shows other namespaces, they
 * are waited for again.
 */
final class Handover {

  private static final long ASK_MILLIS = 1_000;

  private final Tenure tenure;
  private final Set<Incarnation> unsettled;
  private List<HoldEntry> caches = List.of();
  private State state;
  private long askAtMillis = Long.MIN_VALUE;

  private enum State {
    WORKERS,
    UNREAD,
    CACHES,
    OVER
  }

  Handover(Tenure tenure) {
    this.tenure = tenure;
    this.unsettled = new TreeSet<>(tenure.heirs());
    this.state = tenure.leased() ? State.WORKERS : State.OVER;
  }

  /** Whether the new owner may give out attempts. */
  boolean isOver() {
    return state == State.OVER;
  }

  /** Whether no attempt of an earlier epoch can write. */
  boolean settled() {
    return state != State.WORKERS;
  }

  /** Whether a worker may still have a permit of an earlier epoch. */
  boolean awaits(Incarnation worker) {
    return state == State.WORKERS && unsettled.contains(worker);
  }

  /** A worker beat under the new epoch. */
  void beaten(Beat beat) {
    if (beat.inFlight().stream().allMatch(token -> token.epoch() >= tenure.epoch())) {
      unsettled.remove(beat.worker());
    }
  }

  /** A worker is dead without doubt. */
  void provenDead(Incarnation worker) {
    unsettled.remove(worker);
  }

  /** Whether the workers are settled by now, and it is unknown how far the caches have to be. */
  boolean unread(long now) {
    boolean settles =
        state == State.WORKERS
            && (now >= tenure.quietMillis() || (tenure.knowsAll() && unsettled.isEmpty()));
    if (settles) {
      state = State.UNREAD;
      unsettled.clear();
    }
    return state == State.UNREAD;
  }

  /** How far the caches have to be is unknown again. */
  void readAgain() {
    state = settled() ? State.UNREAD : state;
  }

  /** The workers are settled; the caches have to show these. */
  void awaitCaches(List<HoldEntry> barriers) {
    state = State.CACHES;
    caches = barriers;
  }

  /** A barrier was read. */
  void read(long read, ResourceVersion version) {
    caches = caches.stream().map(entry -> entry.afterRead(read, version)).toList();
  }

  /** Whether the caches show everything by now, for the first time. */
  boolean ends(Observations observations) {
    if (state != State.CACHES || !caches.stream().allMatch(observations::shows)) {
      return false;
    }
    state = State.OVER;
    return true;
  }

  /** The workers to say hello to, again. */
  List<Incarnation> pollAsked(long now) {
    if (state != State.WORKERS || now < askAtMillis) {
      return List.of();
    }
    askAtMillis = now + ASK_MILLIS;
    return new ArrayList<>(unsettled);
  }

  /** When it has something to do. */
  long nextMillis() {
    if (state != State.WORKERS) {
      return Alarm.NEVER;
    }
    return unsettled.isEmpty() ? tenure.quietMillis() : Math.min(askAtMillis, tenure.quietMillis());
  }
}
