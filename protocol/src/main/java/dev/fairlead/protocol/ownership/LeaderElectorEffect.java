package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Set;

/**
 * What a watcher that contends for a Lease asks its driver to do. Every request is answered, by
 * {@link LeaderElectorInput.Unanswered} at the latest.
 */
public sealed interface LeaderElectorEffect {

  /** Read the Lease from the API server itself, not from a cache. */
  record ReadLease(long request) implements LeaderElectorEffect {}

  /** Create the Lease; must fail if there is one. */
  record CreateLease(long request, LeaseRecord record) implements LeaderElectorEffect {}

  /** Replace the Lease; must fail unless it has this uid and this version, or there is none. */
  record UpdateLease(long request, String uid, ResourceVersion version, LeaseRecord record)
      implements LeaderElectorEffect {}

  /** The partition is owned here from now on: make a Dispatcher for this tenure. */
  record Begin(Tenure tenure) implements LeaderElectorEffect {}

  /** Tell the Dispatcher: the Lease lasts until then, by this process' clock. */
  record Renewed(long untilMillis) implements LeaderElectorEffect {}

  /** Tell the Dispatcher: these workers are on the roster. */
  record RosterAssured(Set<Incarnation> workers) implements LeaderElectorEffect {

    public RosterAssured {
      workers = Set.copyOf(workers);
    }
  }

  /** Tell the Dispatcher to stop; answer {@link LeaderElectorInput.Settled} when it says so. */
  record Leave() implements LeaderElectorEffect {}

  /** The tenure is over: the Dispatcher must do nothing any more. */
  record End(Why why) implements LeaderElectorEffect {}

  /** Find out whether this watcher is dead; answer only if that is certain. */
  record Probe(Incarnation watcher) implements LeaderElectorEffect {}

  /** Tell people: a Lease of this name exists that Fairlead did not write. */
  record ReportForeign(String why) implements LeaderElectorEffect {}

  /** The Lease is not held here and never will be. */
  record Left() implements LeaderElectorEffect {}

  /** The Lease is a tombstone. */
  record Closed() implements LeaderElectorEffect {}

  /** Give a {@link LeaderElectorInput.Ticked} at this time, replacing any later one asked for. */
  record WakeAt(long atMillis) implements LeaderElectorEffect {}

  /** Why a tenure is over. */
  enum Why {
    RENEW_DEADLINE,
    LOST,
    HIGHER_EPOCH,
    SUSPENDED,
    RELEASED
  }
}
