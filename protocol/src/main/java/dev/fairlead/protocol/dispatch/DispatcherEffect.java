package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.List;
import java.util.Set;

/** What an owner asks its driver to do. */
public sealed interface DispatcherEffect {

  /**
   * Build the snapshot of the token's key from the cache as it is now, and send it as an {@link
   * dev.fairlead.protocol.message.Assign}. Asked again with the same token until it is answered.
   *
   * @param waitedMillis how long the key had been due when it was taken
   * @param again whether it was asked before
   */
  record Assign(
      Incarnation worker,
      Token token,
      long beat,
      long permitMillis,
      List<Reason> reasons,
      int failures,
      long waitedMillis,
      boolean again)
      implements DispatcherEffect {

    public Assign {
      reasons = List.copyOf(reasons);
    }
  }

  /** Send this to a worker. */
  record SendHello(Incarnation worker, Hello hello) implements DispatcherEffect {}

  /** Send this to a worker. */
  record SendPermit(Incarnation worker, Permit permit) implements DispatcherEffect {}

  /** Send this to a worker. */
  record SendReleased(Incarnation worker, Released released) implements DispatcherEffect {}

  /**
   * Read the object once, consistently, and answer with a Settled input of the same {@code read}.
   * An object outside the declared namespaces and selectors counts as absent, as it does in the
   * cache.
   */
  record Settle(long read, ObjectRef ref) implements DispatcherEffect {}

  /**
   * Find the present version of a collection with one consistent list of limit 1, and answer with
   * {@link DispatcherInput.BarrierRead} or {@link DispatcherInput.BarrierFailed}.
   */
  record ReadBarrier(long read, GroupVersionResource resource) implements DispatcherEffect {}

  /**
   * Tell the cache of a resource that a consistent read found the collection at a version that it
   * had passed before: the API server was restored from a backup.
   */
  record ReportWentBack(GroupVersionResource resource, ResourceVersion version)
      implements DispatcherEffect {}

  /** An attempt is over, by this report; told once for each token. */
  record AttemptOver(Finished finished) implements DispatcherEffect {}

  /** A worker is taken for lost: its attempts were revoked and are due again. */
  record ReportLost(Incarnation worker, int attempts) implements DispatcherEffect {}

  /** The roster of the Lease has to be this; a worker is permitted nothing before it is on it. */
  record WantRoster(Set<Incarnation> workers) implements DispatcherEffect {

    public WantRoster {
      workers = Set.copyOf(workers);
    }
  }

  /** Find out whether this worker is dead; answer only if that is certain. */
  record Probe(Incarnation worker) implements DispatcherEffect {}

  /** No worker hears this owner, for long: another owner may do better. */
  record ReachNobody() implements DispatcherEffect {}

  /** This owner leaves, and no permit of its epoch or an earlier one can be alive. */
  record Settled() implements DispatcherEffect {}

  /** A worker has promised this epoch to another owner: this one must stop. */
  record Abdicate(long promised) implements DispatcherEffect {}

  /** Give a {@link DispatcherInput.Ticked} at this time, replacing any later one asked for. */
  record WakeAt(long atMillis) implements DispatcherEffect {}
}
