package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Set;

/** What happens to a watcher that contends for a Lease. */
public sealed interface LeaderElectorInput {

  /** Time passed; the first one starts it. */
  record Ticked() implements LeaderElectorInput {}

  /** The Lease was read, consistently. */
  record LeaseRead(long request, Lease lease) implements LeaderElectorInput {}

  /** A write succeeded: the Lease is at this version. */
  record Stored(long request, String uid, ResourceVersion version) implements LeaderElectorInput {}

  /** A write found the Lease as it was not expected, or there although it should not be. */
  record Conflicted(long request) implements LeaderElectorInput {}

  /** An update found no Lease. */
  record Missing(long request) implements LeaderElectorInput {}

  /** A request failed or got no answer in time; a write may be done nevertheless. */
  record Unanswered(long request) implements LeaderElectorInput {}

  /** A sign that a watcher may be dead: it is missed in the cluster, or it fell silent. */
  record Suspected(Incarnation watcher) implements LeaderElectorInput {}

  /** Somebody says that the Lease has changed: worth a look. */
  record LeaseHinted() implements LeaderElectorInput {}

  /** A watcher that was suspected is there. */
  record Trusted(Incarnation watcher) implements LeaderElectorInput {}

  /** A watcher is dead without doubt: this comes of a {@link LeaderElectorEffect.Probe}. */
  record ProvenDead(Incarnation watcher) implements LeaderElectorInput {}

  /** The owner wants exactly these workers on the roster. */
  record RosterWanted(Set<Incarnation> workers) implements LeaderElectorInput {

    public RosterWanted {
      workers = Set.copyOf(workers);
    }
  }

  /** A worker has promised this epoch to another owner: this one must stop, and go higher. */
  record Abdicated(long promised) implements LeaderElectorInput {}

  /** The owner reaches no worker: another watcher may. */
  record ReachesNobody() implements LeaderElectorInput {}

  /** Another watcher should own the partition: it is given up in good order, for others to take. */
  record HandOverStarted() implements LeaderElectorInput {}

  /**
   * Whether a Lease that is released from now on is left to others for a moment, since this watcher
   * has its share. What nobody takes it takes nevertheless.
   */
  record Reserved(boolean reserved) implements LeaderElectorInput {}

  /** The owner has stopped, and no permit of its epoch or an earlier one can be alive. */
  record Settled() implements LeaderElectorInput {}

  /** The process leaves: own nothing any more. */
  record LeaveStarted() implements LeaderElectorInput {}

  /** The partition's layout is over: see that nobody ever owns it again. */
  record CloseStarted() implements LeaderElectorInput {}

  /** Wall clock and monotonic clock diverged: the machine was suspended for unknown time. */
  record ClockDiverged() implements LeaderElectorInput {}
}
