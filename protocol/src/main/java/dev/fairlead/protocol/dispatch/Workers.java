package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.time.Deadlines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The workers that an owner knows, and which of them are free. A worker is forgotten when nothing
 * was heard of it for so long that every permit it may have has ended; it is greeted anew when it
 * announces itself again.
 */
final class Workers {

  private static final long SPARED_MILLIS = 1_000;

  private final TreeMap<Incarnation, WorkerLink> links = new TreeMap<>();
  private final Deadlines<Incarnation> losses = new Deadlines<>();
  private final Set<Incarnation> spared = new HashSet<>();
  private final long silenceMillis;
  private final long freshMillis;

  /**
   * Creates an empty table.
   *
   * @param silenceMillis when a worker is lost after its last beat; longer than any permit
   * @param freshMillis how old a beat may be for an assignment to answer it
   */
  Workers(long silenceMillis, long freshMillis) {
    this.silenceMillis = silenceMillis;
    this.freshMillis = freshMillis;
  }

  Optional<WorkerLink> find(Incarnation worker) {
    return Optional.ofNullable(links.get(worker));
  }

  Collection<WorkerLink> all() {
    return links.values();
  }

  Set<Incarnation> names() {
    return links.keySet();
  }

  /** A worker announced itself; the answer is whether it needs a hello. */
  boolean announced(Incarnation worker, long now) {
    WorkerLink link = link(worker, now);
    link.announced = true;
    return link.state instanceof WorkerLink.State.Greeted;
  }

  /** A worker promised. */
  void promised(Incarnation worker, long now) {
    WorkerLink link = link(worker, now);
    if (link.state instanceof WorkerLink.State.Greeted) {
      link.state = new WorkerLink.State.Promised();
    }
  }

  /** A worker beat; the answer is empty if it is an old beat. */
  Optional<WorkerLink> beaten(Beat beat, long now) {
    WorkerLink link = link(beat.worker(), now);
    if (!link.beaten(beat, now)) {
      return Optional.empty();
    }
    losses.set(beat.worker(), now + silenceMillis);
    spared.remove(beat.worker());
    return Optional.of(link);
  }

  /** The workers that could take something now; only of those that may have permits. */
  List<Choice.Candidate> free(Predicate<Incarnation> admitted, long now) {
    List<Choice.Candidate> free = new ArrayList<>();
    for (WorkerLink link : links.values()) {
      if (link.state instanceof WorkerLink.State.Beating beating && admitted.test(link.worker)) {
        double share = link.freeShare(link.free(now, freshMillis));
        if (share > 0) {
          free.add(new Choice.Candidate(link, beating.beat().zone(), share, beating.beat().load()));
        }
      }
    }
    return free;
  }

  /**
   * The owner itself stood still: workers whose time is over get a moment for the beats that wait
   * in front of it; once until they are heard again.
   */
  void spare(long now) {
    List<Incarnation> overdue = new ArrayList<>();
    for (var due = losses.pollDue(now); due.isPresent(); due = losses.pollDue(now)) {
      overdue.add(due.get());
    }
    for (Incarnation worker : overdue) {
      boolean first = spared.add(worker);
      losses.set(worker, first ? now + SPARED_MILLIS : now);
    }
  }

  /** Forgets a worker that is dead without doubt. */
  Optional<WorkerLink> forget(Incarnation worker) {
    losses.remove(worker);
    spared.remove(worker);
    return Optional.ofNullable(links.remove(worker));
  }

  /** Forgets the next worker that was silent for too long. */
  Optional<WorkerLink> pollLost(long now) {
    Optional<Incarnation> lost = losses.pollDue(now);
    lost.ifPresent(spared::remove);
    return lost.flatMap(worker -> Optional.ofNullable(links.remove(worker)));
  }

  /** When {@link #pollLost} has something to do. */
  long nextMillis() {
    return losses.nextMillis();
  }

  private WorkerLink link(Incarnation worker, long now) {
    WorkerLink known = links.get(worker);
    if (known != null) {
      return known;
    }
    WorkerLink link = new WorkerLink(worker);
    links.put(worker, link);
    losses.set(worker, now + silenceMillis);
    return link;
  }
}
