package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.time.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What happens to an owner. */
public sealed interface DispatcherInput {

  /** Something makes a key due. */
  record KeyTouched(NamespacedName key, Reason reason, Priority priority)
      implements DispatcherInput {}

  /** The primary is gone from the cache: the key is forgotten once it is not running. */
  record KeyGone(NamespacedName key) implements DispatcherInput {}

  /** The primary asks, or no longer asks, to be left alone. */
  record KeyPaused(NamespacedName key, boolean paused) implements DispatcherInput {}

  /** The whole controller is paused or resumed. */
  record Paused(boolean paused) implements DispatcherInput {}

  /** Keys that fail wait so long from now on: first, and at most. What waits already stays. */
  record BackoffChanged(Duration min, Duration max) implements DispatcherInput {}

  /** The bounds of the queue are others from now on; what runs already ends as it would. */
  record LimitsChanged(QueueLimits limits) implements DispatcherInput {}

  /** So many attempts of this partition may begin from now on; without a limit, as workers can. */
  record RateChanged(Optional<RateLimit> rate) implements DispatcherInput {}

  /**
   * Every declared kind is synced, or one has ceased to be. A new owner is told first how far each
   * cache is.
   */
  record SyncedChanged(boolean synced) implements DispatcherInput {}

  /**
   * A worker announced that it reconciles this controller, by the very declaration that the owner
   * serves. Who has not done so gets nothing, though it may beat.
   */
  record WorkerAnnounced(Incarnation worker) implements DispatcherInput {}

  /** A worker promised this owner's epoch, or answered that it has promised a higher one. */
  record PromiseReceived(Promise promise) implements DispatcherInput {}

  /** A heartbeat. */
  record BeatReceived(Beat beat) implements DispatcherInput {}

  /** A worker answered an assignment. */
  record AssignAnswered(AssignReply reply) implements DispatcherInput {}

  /** A worker reports an attempt as ended. */
  record FinishedReceived(Finished finished) implements DispatcherInput {}

  /** The cache of a declared kind shows an object in a state. */
  record ObjectObserved(ObservedObject object) implements DispatcherInput {}

  /**
   * A primary was observed in a state that makes its key due for nothing new: another status, say.
   * The owner knows whether it may be the late write of an attempt.
   */
  record ChangePassedOver(ObservedObject primary) implements DispatcherInput {}

  /** The cache of a declared kind no longer has an object. */
  record ObjectGone(ObjectRef ref, String uid) implements DispatcherInput {}

  /** The cache of a declared kind is complete up to a version: by event, bookmark or relist. */
  record Progressed(GroupVersionResource resource, ResourceVersion version)
      implements DispatcherInput {}

  /**
   * The cache of a declared kind shows more collections than before, or others, such as those of
   * another namespace: how far it is will be told anew.
   */
  record CacheWidened(GroupVersionResource resource) implements DispatcherInput {}

  /**
   * The API server was restored from a backup: the cache of a declared kind shows it anew, and what
   * was told of its versions before means nothing any more.
   */
  record EraBegan(GroupVersionResource resource) implements DispatcherInput {}

  /** A consistent read, asked for by {@link DispatcherEffect.Settle}, found the object. */
  record SettledPresent(long read, ObjectRef ref, String uid, ResourceVersion version)
      implements DispatcherInput {}

  /** A consistent read, asked for by {@link DispatcherEffect.Settle}, found nothing. */
  record SettledAbsent(long read, ObjectRef ref) implements DispatcherInput {}

  /** A consistent read, asked for by {@link DispatcherEffect.Settle}, failed; it is asked again. */
  record SettleFailed(long read, ObjectRef ref) implements DispatcherInput {}

  /** A consistent list, asked for by {@link DispatcherEffect.ReadBarrier}, was at this version. */
  record BarrierRead(long read, GroupVersionResource resource, ResourceVersion version)
      implements DispatcherInput {}

  /** A consistent list, asked for by {@link DispatcherEffect.ReadBarrier}, failed. */
  record BarrierFailed(long read, GroupVersionResource resource) implements DispatcherInput {}

  /** The Lease under which this owner acts lasts until then. */
  record LeaseRenewed(long untilMillis) implements DispatcherInput {}

  /** These workers are on the Lease's roster, and will be until this owner wants another one. */
  record RosterAssured(Set<Incarnation> workers) implements DispatcherInput {

    public RosterAssured {
      workers = Set.copyOf(workers);
    }
  }

  /** A worker is dead without doubt: this comes of a {@link DispatcherEffect.Probe}. */
  record WorkerProvenDead(Incarnation worker) implements DispatcherInput {}

  /** A worker is missed by the mesh: it may be dead, or only cut off. Nothing is done but asked. */
  record WorkerSuspected(Incarnation worker) implements DispatcherInput {}

  /** Give out nothing more, and no permits; say when all have ended. */
  record LeaveStarted() implements DispatcherInput {}

  /** Time passed. */
  record Ticked() implements DispatcherInput {}
}
