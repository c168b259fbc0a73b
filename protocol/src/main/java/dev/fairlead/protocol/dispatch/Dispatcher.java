package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.queue.Demand;
import dev.fairlead.protocol.queue.KeyState;
import dev.fairlead.protocol.queue.WorkQueue;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Backoff;
import dev.fairlead.protocol.time.Drift;
import dev.fairlead.protocol.time.RateLimiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The owner of one partition for one {@link Tenure}: it decides which due key goes to which worker,
 * keeps permits alive, takes in what finished, and holds keys until the cache has what they wrote.
 *
 * <p>Of all tokens of a key at most one stands at any moment. A key is given out again only after
 * its attempt was reported as ended, was refused, or has surely lost its last permit; in the last
 * case only after a barrier, since nobody can tell what that attempt wrote.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class Dispatcher {

  /** An owner that wakes up so late has not heard its workers because it slept itself. */
  private static final long ASLEEP_MILLIS = 1_000;

  /** A moment for the cache to settle before a created object is looked for again. */
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final Incarnation owner;
  private final Partition partition;
  private final DispatcherSettings settings;
  private final WorkQueue queue;
  private final Observations observations;
  private final Holds holds;
  private final Barriers barriers;
  private final Workers workers;
  private final Choice choice;
  private final Attempts attempts;
  private final Office office;
  private final History history = new History();
  private final Doubts doubts = new Doubts();
  private final Backoff backoff;
  private final RateLimiter rate;
  private final Alarm alarm = new Alarm();
  private final List<DispatcherEffect> effects = new ArrayList<>();
  private QueueLimits limits;
  private boolean synced;
  private boolean paused;
  private boolean abdicated;

  /** Whether there were due keys and free workers for them, but the rate allowed no more. */
  private boolean limited;

  private long lastAttempt;

  /**
   * Creates the owner of a partition whose cache is not synced and that knows no worker.
   *
   * @param caches of every resource that the controller watches; a change is there before it is
   *     reported here
   * @param zones where keys should best be worked on
   */
  public Dispatcher(
      Incarnation owner,
      Partition partition,
      Tenure tenure,
      DispatcherSettings settings,
      Map<GroupVersionResource, Lister> caches,
      Zones zones) {
    long permitEnds = Drift.longer(settings.permit().toMillis());
    this.owner = owner;
    this.partition = partition;
    this.settings = settings;
    this.limits = settings.limits();
    this.queue = new WorkQueue(limits.agePerPriority(), limits.reasonsMax());
    this.observations = new Observations(caches);
    this.holds = new Holds(observations, settings.settleAfter());
    this.barriers = new Barriers(settings.settleAfter());
    this.workers =
        new Workers(
            Math.max(settings.workerSilence().toMillis(), permitEnds),
            settings.permit().toMillis() / 2);
    this.choice = new Choice(zones, settings.seed());
    this.attempts = new Attempts(settings.assignResend().toMillis(), permitEnds);
    this.office = new Office(owner, partition, tenure, settings);
    this.backoff = settings.backoff();
    this.rate = new RateLimiter(settings.rate());
  }

  /** Takes in what happened and answers with what to do. */
  public List<DispatcherEffect> handle(DispatcherInput input, long nowMillis) {
    effects.clear();
    doubts.begin(nowMillis);
    rate.begin(nowMillis);
    if (!abdicated) {
      take(input, nowMillis);
    }
    if (!abdicated) {
      office.takeOver(observations, barriers, workers.names(), synced, nowMillis, effects);
      dispatch(nowMillis);
      office.report(attempts.isEmpty(), nowMillis, effects);
      setAlarm();
    }
    return List.copyOf(effects);
  }

  /** Where a key stands. */
  public KeyView view(NamespacedName key) {
    return Views.of(key, queue, holds, history);
  }

  /** The phase of a key; cheaper than its whole view. */
  public Phase phase(NamespacedName key) {
    return Views.phase(key, queue);
  }

  /** How many keys are in a phase; idle keys are not counted. */
  public int count(Phase phase) {
    return queue.count(phase);
  }

  /** How many times a key has become due that was not yet. */
  public long added() {
    return queue.added();
  }

  /** The owner in numbers. */
  public DispatcherView view() {
    return Views.of(
        partition,
        office.epoch(),
        owner,
        synced,
        paused,
        limits,
        queue,
        limited ? rate.limit() : Optional.empty(),
        workers);
  }

  private void take(DispatcherInput input, long now) {
    switch (input) {
      case DispatcherInput.KeyTouched(NamespacedName key, Reason reason, Priority priority) ->
          queue.touch(key, priority, reason, now);
      case DispatcherInput.KeyGone(NamespacedName key) -> queue.forget(key);
      case DispatcherInput.KeyPaused(NamespacedName key, boolean pause) -> {
        if (pause) {
          queue.pause(key);
        } else {
          queue.resume(key, now);
        }
      }
      case DispatcherInput.Paused(boolean pause) -> paused = pause;
      case DispatcherInput.BackoffChanged(var min, var max) -> backoff.between(min, max);
      case DispatcherInput.LimitsChanged(QueueLimits other) -> {
        limits = other;
        queue.limit(other.agePerPriority(), other.reasonsMax());
      }
      case DispatcherInput.RateChanged(var other) -> rate.limit(other, now);
      case DispatcherInput.SyncedChanged(boolean complete) -> synced = complete;
      case DispatcherInput.WorkerAnnounced(Incarnation worker) -> {
        if (workers.announced(worker, now)) {
          hello(worker);
        }
      }
      case DispatcherInput.PromiseReceived(Promise promise) -> promised(promise, now);
      case DispatcherInput.BeatReceived(Beat beat) -> beaten(beat, now);
      case DispatcherInput.AssignAnswered(AssignReply reply) -> answered(reply, now);
      case DispatcherInput.FinishedReceived(Finished finished) -> finished(finished, now);
      case DispatcherInput.ObjectObserved(ObservedObject object) ->
          release(holds.changed(object.ref()), now);
      case DispatcherInput.ChangePassedOver(ObservedObject primary) -> {
        if (doubts.changed(primary, phase(primary.name()), holds, history, now)) {
          queue.touch(primary.name(), Priority.CHANGE, Doubts.LANDED_LATE, now);
        }
      }
      case DispatcherInput.ObjectGone gone -> release(holds.changed(gone.ref()), now);
      case DispatcherInput.Progressed progressed ->
          release(holds.progressed(progressed.resource(), progressed.version()), now);
      case DispatcherInput.SettledPresent settled ->
          release(holds.present(settled.read(), settled.version()), now);
      case DispatcherInput.SettledAbsent settled -> release(holds.absent(settled.read()), now);
      case DispatcherInput.SettleFailed failed -> {} // asked again in its time
      case DispatcherInput.CacheWidened(GroupVersionResource resource) -> {
        observations.widened(resource);
        office.cachesChanged();
      }
      case DispatcherInput.EraBegan(GroupVersionResource resource) -> eraBegan(resource, now);
      case DispatcherInput.BarrierRead read -> {
        if (barriers.wentBack(read.read(), read.version())) {
          observations.wentBack(read.resource());
          effects.add(new DispatcherEffect.ReportWentBack(read.resource(), read.version()));
        }
        office.read(read.read(), read.version());
        List<NamespacedName> waiting = barriers.read(read.read(), read.version(), now);
        release(holds.barrier(read.read(), read.version(), waiting), now);
      }
      case DispatcherInput.BarrierFailed failed -> barriers.failed(failed.read(), now);
      case DispatcherInput.LeaseRenewed(long untilMillis) -> office.renewed(untilMillis);
      case DispatcherInput.RosterAssured(Set<Incarnation> roster) -> office.assured(roster);
      case DispatcherInput.WorkerSuspected(Incarnation worker) ->
          workers.find(worker).ifPresent(link -> effects.add(new DispatcherEffect.Probe(worker)));
      case DispatcherInput.WorkerProvenDead(Incarnation worker) -> {
        office.provenDead(worker);
        workers.forget(worker).ifPresent(link -> lost(link, now));
      }
      case DispatcherInput.LeaveStarted() -> office.leave(now);
      case DispatcherInput.Ticked() -> ticked(now);
    }
  }

  private void promised(Promise promise, long now) {
    if (!promise.partition().equals(partition)) {
      return;
    }
    boolean toOther = !promise.owner().equals(owner);
    if (promise.epoch() > office.epoch() || (promise.epoch() == office.epoch() && toOther)) {
      abdicate(promise.epoch());
    } else if (promise.epoch() == office.epoch()) {
      workers.promised(promise.worker(), now);
    }
  }

  private void beaten(Beat beat, long now) {
    if (!beat.partition().equals(partition)) {
      return;
    }
    if (beat.epoch() > office.epoch()) {
      abdicate(beat.epoch());
    } else if (beat.epoch() < office.epoch()) {
      hello(beat.worker());
    } else {
      office.beaten(beat);
      workers.beaten(beat, now).ifPresent(link -> beaten(beat, link, now));
    }
  }

  private void beaten(Beat beat, WorkerLink link, long now) {
    if (office.mayPermit(beat.worker(), now)) {
      permit(beat, now);
      if (link.serves()) {
        office.reached(now);
      }
    }
  }

  /** Answers a beat: what of its attempts stands. */
  private void permit(Beat beat, long now) {
    effects.add(
        new DispatcherEffect.SendPermit(
            beat.worker(), office.permit(beat.sequence(), attempts.standing(beat), now)));
  }

  private void answered(AssignReply reply, long now) {
    Optional<Attempt> attempt = attempts.find(reply.token(), reply.worker());
    switch (reply) {
      case AssignReply.Accepted accepted ->
          attempt.filter(Attempt::stands).ifPresent(attempts::accepted);
      case AssignReply.Refused refused -> {
        if (refused.promised() > office.epoch() && refused.why() == AssignReply.Why.LOWER_EPOCH) {
          abdicate(refused.promised());
          return;
        }
        attempt.ifPresent(known -> {
          workers.find(known.worker).ifPresent(WorkerLink::refused);
          end(known);
          rate.giveBack(running(known.token.key()).sinceMillis());
          queue.putBack(known.token.key(), now);
        });
      }
    }
  }

  private void finished(Finished finished, long now) {
    Released released = new Released(finished.token(), owner);
    effects.add(new DispatcherEffect.SendReleased(finished.worker(), released));
    workers.find(finished.worker()).ifPresent(link -> link.ended(finished.token()));
    attempts
        .find(finished.token(), finished.worker())
        .ifPresent(attempt -> {
          end(attempt);
          history.add(finished, now);
          effects.add(new DispatcherEffect.AttemptOver(finished));
          judge(finished, now);
        });
  }

  private void judge(Finished finished, long now) {
    NamespacedName key = finished.token().key();
    if (doubts.over(finished, now)) {
      queue.touch(key, Priority.CHANGE, Doubts.LANDED_LATE, now);
    }
    KeyState.Running running = running(key);
    Verdict verdict =
        Verdict.of(finished.outcome(), running.demand(), running.failures(), backoff, now);
    List<HoldEntry> entries = HoldEntry.of(finished);
    boolean held = holds.hold(key, entries, now, verdict.failures());
    queue.finish(key, verdict.next(), verdict.untilMillis(), verdict.failures(), held, now);
    if (!held && !running.gone() && holds.lacksWritten(entries)) {
      lookAgain(key, now);
    }
    holds.tick(now, effects);
  }

  private void ticked(long now) {
    if (alarm.ticked(now) > ASLEEP_MILLIS) {
      workers.spare(now);
      office.reached(now);
    }
    for (var lost = workers.pollLost(now); lost.isPresent(); lost = workers.pollLost(now)) {
      lost(lost.get(), now);
    }
    for (var due = attempts.pollDue(now); due.isPresent(); due = attempts.pollDue(now)) {
      resendOrWithdraw(due.get(), now);
    }
    barriers.tick(observations, now, effects);
    holds.tick(now, effects);
  }

  private void lost(WorkerLink link, long now) {
    office.lost(link.worker);
    List<NamespacedName> keys = new ArrayList<>();
    for (Token token : List.copyOf(link.attempts)) {
      attempts.find(token, link.worker).ifPresent(this::end);
      keys.add(token.key());
    }
    runAgainAfterBarrier(keys, "worker " + link.worker + " was lost", now);
    if (!(link.state instanceof WorkerLink.State.Greeted)) {
      effects.add(new DispatcherEffect.ReportLost(link.worker, keys.size()));
    }
  }

  private void resendOrWithdraw(Attempt attempt, long now) {
    switch (attempt.state) {
      case Attempt.State.Unanswered unanswered -> {
        if (now - unanswered.firstSentMillis() >= settings.permit().toMillis()) {
          attempts.withdraw(attempt, unanswered);
        } else {
          workers
              .find(attempt.worker)
              .ifPresent(link -> send(attempt, link, unanswered.firstSentMillis(), now));
        }
      }
      case Attempt.State.Withdrawn withdrawn -> {
        end(attempt);
        runAgainAfterBarrier(
            List.of(attempt.token.key()), "worker " + attempt.worker + " did not answer", now);
      }
      case Attempt.State.Accepted accepted -> {}
    }
  }

  /**
   * An era begins as a tenure does: nothing is given out before the caches have passed what
   * consistent lists show now, which is all that was written up to now.
   */
  private void eraBegan(GroupVersionResource resource, long now) {
    observations.eraBegan(resource);
    barriers.eraBegan();
    release(holds.eraBegan(), now);
    office.cachesChanged();
  }

  private void runAgainAfterBarrier(List<NamespacedName> keys, String why, long now) {
    if (keys.isEmpty()) {
      return;
    }
    List<HoldEntry> entries = barriers.begin(observations, keys, now, effects);
    for (NamespacedName key : keys) {
      doubts.begin(key, now);
      KeyState.Running running = running(key);
      Demand demand =
          Demand.of(running.demand().priority(), Reason.of(Reason.Type.WORKER_LOST, why), now);
      boolean held = holds.hold(key, entries);
      queue.finish(
          key,
          Optional.of(running.demand().and(demand, limits.reasonsMax())),
          now,
          running.failures(),
          held,
          now);
    }
  }

  private void release(List<Holds.Release> releases, long now) {
    for (Holds.Release release : releases) {
      if (release.lacksWritten()) {
        lookAgain(release.key(), now);
      }
      queue.release(release.key(), now);
    }
  }

  /**
   * A relist hides what came and went before it, a restore what no cache had seen. Later, so that a
   * reconciler that creates what its caches never show does not go round without a pause.
   */
  private void lookAgain(NamespacedName key, long now) {
    queue.touchLater(
        key,
        Priority.CHANGE,
        Reason.of(Reason.Type.CHILD_GONE, "what it wrote is gone"),
        now + LOOK_AGAIN_MILLIS,
        now);
  }

  private void dispatch(long now) {
    limited = false;
    while (queue.hasDue(now)
        && queue.count(Phase.RUNNING) < limits.inFlightMax()
        && synced
        && !paused
        && office.mayAssign(now)) {
      List<Choice.Candidate> free = workers.free(worker -> office.mayPermit(worker, now), now);
      limited = !free.isEmpty() && !rate.allows(now);
      if (free.isEmpty() || limited) {
        return;
      }
      queue
          .take(key -> choice.among(free, key).worker, this::name, now)
          .ifPresent(running -> assign(running, now));
    }
  }

  private Token name(NamespacedName key) {
    lastAttempt++;
    return new Token(partition, office.epoch(), key, lastAttempt);
  }

  private void assign(KeyState.Running running, long now) {
    WorkerLink link = workers.find(running.worker()).orElseThrow();
    Attempt attempt =
        new Attempt(
            running.token(),
            link.worker,
            running.demand().reasons(),
            running.failures(),
            now - running.demand().sinceMillis(),
            new Attempt.State.Unanswered(now, now));
    link.attempts.add(attempt.token);
    rate.take(now);
    send(attempt, link, now, now);
  }

  private void send(Attempt attempt, WorkerLink link, long firstSent, long now) {
    if (link.state instanceof WorkerLink.State.Beating beating) {
      attempts.sent(attempt, firstSent, beating.receivedMillis(), now);
      if (!office.mayPermit(link.worker, now)) {
        return;
      }
      effects.add(
          new DispatcherEffect.Assign(
              attempt.worker,
              attempt.token,
              beating.beat().sequence(),
              office.grantMillis(now),
              attempt.reasons,
              attempt.failures,
              attempt.waitedMillis,
              firstSent != now));
    }
  }

  private void end(Attempt attempt) {
    attempts.remove(attempt);
    workers.find(attempt.worker).ifPresent(link -> link.ended(attempt.token));
  }

  private KeyState.Running running(NamespacedName key) {
    if (queue.state(key).orElse(null) instanceof KeyState.Running running) {
      return running;
    }
    throw new IllegalStateException(key + " has an attempt and is not running");
  }

  private void hello(Incarnation worker) {
    effects.add(new DispatcherEffect.SendHello(worker, office.hello()));
  }

  private void abdicate(long promised) {
    abdicated = true;
    effects.clear();
    effects.add(new DispatcherEffect.Abdicate(promised));
  }

  private void setAlarm() {
    long next =
        LongStream.of(
                queue.nextWakeMillis(),
                holds.nextMillis(),
                barriers.nextMillis(),
                workers.nextMillis(),
                attempts.nextMillis(),
                limited ? rate.opensMillis() : Alarm.NEVER,
                office.nextMillis())
            .min()
            .orElse(Alarm.NEVER);
    if (next != Alarm.NEVER && alarm.set(next)) {
      effects.add(new DispatcherEffect.WakeAt(next));
    }
  }
}
