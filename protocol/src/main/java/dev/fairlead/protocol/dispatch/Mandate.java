package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.time.Drift;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the Lease lets its owner do: give permits that end before it does, to workers that are on
 * its roster. Without a Lease everything.
 */
final class Mandate {

  /** A Lease is an object of bounded size. */
  private static final int ROSTER_MAX = 1_000;

  private final boolean leased;
  private final long permitMillis;
  private final Set<Incarnation> wanted = new TreeSet<>();
  private Set<Incarnation> assured;
  private long endsMillis;
  private boolean changed;

  Mandate(Tenure tenure, Duration permit) {
    this.leased = tenure.leased();
    this.permitMillis = permit.toMillis();
    this.endsMillis = tenure.leaseEndsMillis();
    this.assured = new TreeSet<>();
    this.wanted.addAll(tenure.heirs());
  }

  void renewed(long untilMillis) {
    endsMillis = untilMillis;
  }

  void assured(Set<Incarnation> roster) {
    assured = new TreeSet<>(roster);
    assured.retainAll(wanted);
  }

  /** Whether a worker may have permits; if not, it is wanted on the roster from now on. */
  boolean admits(Incarnation worker) {
    if (!leased || assured.contains(worker)) {
      return true;
    }
    if (wanted.size() < ROSTER_MAX && wanted.add(worker)) {
      changed = true;
    }
    return false;
  }

  /** Every permit of a worker has ended: it need not be on the roster any more. */
  void dismiss(Incarnation worker) {
    changed |= wanted.remove(worker);
    assured.remove(worker);
  }

  /** Nobody but these workers can have a permit. */
  void dismissAllBut(Set<Incarnation> workers) {
    for (Incarnation worker : List.copyOf(wanted)) {
      if (!workers.contains(worker)) {
        dismiss(worker);
      }
    }
  }

  /** The roster to ask for, if it is another than the last one. */
  Optional<Set<Incarnation>> pollWanted() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    return Optional.of(Set.copyOf(wanted));
  }

  /** How long a permit lasts that is given now. */
  long grantMillis(long now) {
    return leased ? Math.min(permitMillis, Drift.shorter(endsMillis - now)) : permitMillis;
  }

  /** Whether the Lease lasts as long as the longest permit: nothing is begun on the rest of it. */
  boolean lasts(long now) {
    return grantMillis(now) >= permitMillis;
  }
}
