package dev.fairlead.protocol.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One owner and one worker over a bus that loses nothing and takes no time. */
class OwnerAndWorkerTest {

  private static final GroupVersionResource CHILDREN =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final NamespacedName KEY = new NamespacedName("default", "cache");

  private final Incarnation ownerId = new Incarnation("owner");
  private final Incarnation workerId = new Incarnation("worker");
  private final Map<GroupVersionResource, Lister> caches =
      Map.of(CHILDREN, new SharedInformer(Set.of()).lister());
  private final Dispatcher owner =
      new Dispatcher(
          ownerId,
          Partition.whole("memcached"),
          Tenure.alone(1),
          DispatcherSettings.defaults(1),
          caches,
          Zones.NONE);
  private final Worker worker =
      new Worker(workerId, "", Map.of("memcached", Limits.fixed(2)), WorkerSettings.defaults());
  private final List<Token> given = new ArrayList<>();
  private final List<Assign> started = new ArrayList<>();
  private final List<DispatcherEffect> others = new ArrayList<>();

  @Test
  void aDueKeyRunsAndIsHeldUntilTheCacheShowsWhatItWrote() {
    begin();
    touch(1);

    assertThat(started).hasSize(1);
    Token token = started.getFirst().token();
    assertThat(worker.gate(token, 2)).isEqualTo(new GateDecision.Pass(2_000));
    assertThat(worker.gate(token, 3_001))
        .isEqualTo(new GateDecision.Refuse(GateDecision.Why.PERMIT_ENDING));

    touch(10);
    WriteEntry written =
        new WriteEntry.Written(
            new ObjectRef(CHILDREN, KEY), "patch", 201, "u1", new ResourceVersion("7"));
    worker(ended(token, written), 20);

    assertThat(owner.view(KEY).phase()).isEqualTo(Phase.HELD);
    assertThat(worker.inFlight()).isEmpty();
    owner(new DispatcherInput.Progressed(CHILDREN, new ResourceVersion("6")), 30);
    assertThat(owner.view(KEY).phase()).isEqualTo(Phase.HELD);
    owner(new DispatcherInput.Progressed(CHILDREN, new ResourceVersion("7")), 40);
    assertThat(started).hasSize(2);
    assertThat(owner.view(KEY).phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void nothingStartsBeforeACacheThatShowsMoreHasCaughtUp() {
    begin();
    owner(progressed("9"), 0);
    owner(new DispatcherInput.CacheWidened(CHILDREN), 1);
    owner(progressed("5"), 1);
    touch(2);
    assertThat(started).isEmpty();

    long read =
        others.stream()
            .filter(DispatcherEffect.ReadBarrier.class::isInstance)
            .map(DispatcherEffect.ReadBarrier.class::cast)
            .findFirst()
            .orElseThrow()
            .read();
    owner(new DispatcherInput.BarrierRead(read, CHILDREN, new ResourceVersion("9")), 3);
    assertThat(started).as("what had been passed before says nothing").isEmpty();
    owner(progressed("9"), 4);
    assertThat(started).hasSize(1);
  }

  @Test
  void noMoreRunAtATimeThanTheLimitOfTheQueue() {
    begin();
    owner(limit(1), 0);
    touch(1);
    touch(new NamespacedName("default", "other"), 1);
    assertThat(started).hasSize(1);

    owner(limit(2), 2);
    assertThat(started).hasSize(2);
  }

  /** Nobody would answer: that attempt would be waited for until its permit ends. */
  @Test
  void whoHasDrainedIsGivenNothing() {
    begin();
    touch(1);
    Token running = started.getFirst().token();
    worker(new WorkerInput.DrainStarted(), 10);
    touch(new NamespacedName("default", "other"), 20);
    worker(ended(running), 30);

    assertThat(worker.inFlight()).isEmpty();
    assertThat(given).as("what was given to it").containsExactly(running);
  }

  private static WorkerInput ended(Token token, WriteEntry... writes) {
    return new WorkerInput.AttemptEnded(
        token, new Outcome.Done(), List.of(writes), TraceContext.NONE, Waits.NONE);
  }

  private static DispatcherInput limit(int inFlightMax) {
    return new DispatcherInput.LimitsChanged(new QueueLimits(inFlightMax, Duration.ZERO, 1));
  }

  private static DispatcherInput progressed(String version) {
    return new DispatcherInput.Progressed(CHILDREN, new ResourceVersion(version));
  }

  private void begin() {
    owner(new DispatcherInput.SyncedChanged(true), 0);
    worker(new WorkerInput.Ticked(), 0);
    owner(new DispatcherInput.WorkerAnnounced(workerId), 0);
  }

  private void touch(long now) {
    touch(KEY, now);
  }

  private void touch(NamespacedName key, long now) {
    owner(
        new DispatcherInput.KeyTouched(
            key, Reason.of(Reason.Type.PRIMARY_CHANGED, ""), Priority.CHANGE),
        now);
  }

  private void owner(DispatcherInput input, long now) {
    for (DispatcherEffect effect : owner.handle(input, now)) {
      switch (effect) {
        case DispatcherEffect.Assign assign -> {
          given.add(assign.token());
          worker(
              new WorkerInput.AssignReceived(
                  new Assign(
                      assign.token(),
                      ownerId,
                      assign.beat(),
                      assign.permitMillis(),
                      30_000,
                      assign.reasons(),
                      TraceContext.NONE,
                      assign.failures(),
                      new Snapshot(Optional.empty(), List.of(), List.of()))),
              now);
        }
        case DispatcherEffect.SendHello hello ->
            worker(new WorkerInput.HelloReceived(hello.hello()), now);
        case DispatcherEffect.SendPermit permit ->
            worker(new WorkerInput.PermitReceived(permit.permit()), now);
        case DispatcherEffect.SendReleased released ->
            worker(new WorkerInput.ReleasedReceived(released.released()), now);
        case DispatcherEffect.Settle other -> others.add(other);
        case DispatcherEffect.ReadBarrier other -> others.add(other);
        case DispatcherEffect.ReportWentBack other -> others.add(other);
        case DispatcherEffect.AttemptOver other -> others.add(other);
        case DispatcherEffect.ReportLost other -> others.add(other);
        case DispatcherEffect.Abdicate other -> others.add(other);
        case DispatcherEffect.WantRoster other -> others.add(other);
        case DispatcherEffect.Probe other -> others.add(other);
        case DispatcherEffect.ReachNobody other -> others.add(other);
        case DispatcherEffect.Settled other -> others.add(other);
        case DispatcherEffect.WakeAt other -> {}
      }
    }
  }

  private void worker(WorkerInput input, long now) {
    for (WorkerEffect effect : worker.handle(input, now)) {
      switch (effect) {
        case WorkerEffect.SendAnnounce announce -> {}
        case WorkerEffect.SendPromise promise ->
            owner(new DispatcherInput.PromiseReceived(promise.promise()), now);
        case WorkerEffect.SendBeat beat ->
            owner(new DispatcherInput.BeatReceived(beat.beat()), now);
        case WorkerEffect.SendAssignReply reply ->
            owner(new DispatcherInput.AssignAnswered(reply.reply()), now);
        case WorkerEffect.SendFinished finished ->
            owner(new DispatcherInput.FinishedReceived(finished.finished()), now);
        case WorkerEffect.Start start -> started.add(start.assign());
        case WorkerEffect.Interrupt interrupt -> {}
        case WorkerEffect.ReportZombie zombie -> {}
        case WorkerEffect.Drained drained -> {}
        case WorkerEffect.WakeAt wake -> {}
      }
    }
  }
}
