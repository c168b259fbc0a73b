package dev.fairlead.protocol.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An owner that takes over from another one, acts under its Lease, and leaves. */
class TakingOverTest {

  private static final GroupVersionResource CHILDREN =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final Partition PARTITION = Partition.whole("memcached");
  private static final NamespacedName KEY = new NamespacedName("default", "cache");
  private static final Token OLD = new Token(PARTITION, 7, KEY, 3);
  private static final Incarnation OWNER = new Incarnation("owner");
  private static final Incarnation HEIR = new Incarnation("heir");
  private static final long QUIET = 5_100;
  private static final long LEASE_ENDS = 15_000;

  private final List<DispatcherEffect> effects = new ArrayList<>();
  private final Dispatcher owner =
      new Dispatcher(
          OWNER,
          PARTITION,
          new Tenure(8, Set.of(HEIR), QUIET, true, LEASE_ENDS),
          DispatcherSettings.defaults(1),
          Map.of(CHILDREN, new SharedInformer(Set.of()).lister()),
          Zones.NONE);
  private long beats;

  @Test
  void aWorkerIsSettledByABeatThatNamesNothingOlder() {
    begin();
    assertThat(some(DispatcherEffect.SendHello.class)).hasSize(1);
    assertThat(some(DispatcherEffect.Probe.class)).hasSize(1);
    beat(Set.of(OLD), 100);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).isEmpty();
    beat(Set.of(), 200);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).hasSize(1);
  }

  @Test
  void aPromiseAloneSettlesNobody() {
    begin();
    handle(new DispatcherInput.PromiseReceived(new Promise(HEIR, PARTITION, 8, OWNER)), 100);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).isEmpty();
  }

  @Test
  void aWorkerThatIsProvenDeadIsSettled() {
    begin();
    handle(new DispatcherInput.WorkerProvenDead(HEIR), 100);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).hasSize(1);
  }

  @Test
  void withoutAnAnswerTheLongestPermitIsWaitedFor() {
    begin();
    handle(new DispatcherInput.Ticked(), QUIET - 1);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).isEmpty();
    handle(new DispatcherInput.Ticked(), QUIET);
    assertThat(some(DispatcherEffect.ReadBarrier.class)).hasSize(1);
  }

  @Test
  void nothingIsGivenOutBeforeTheCachesShowWhatWasWrittenBefore() {
    begin();
    beat(Set.of(), 100);
    handle(new DispatcherInput.BarrierRead(1, CHILDREN, new ResourceVersion("40")), 200);
    assertThat(some(DispatcherEffect.Assign.class)).isEmpty();
    handle(new DispatcherInput.Progressed(CHILDREN, new ResourceVersion("40")), 300);
    assertThat(some(DispatcherEffect.Assign.class)).hasSize(1);
  }

  @Test
  void aBarrierBelowWhatTheCacheHadPassedTellsOfARestore() {
    handle(new DispatcherInput.Progressed(CHILDREN, new ResourceVersion("40")), 0);
    begin();
    beat(Set.of(), 100);
    handle(new DispatcherInput.BarrierRead(1, CHILDREN, new ResourceVersion("7")), 200);
    assertThat(some(DispatcherEffect.ReportWentBack.class))
        .containsExactly(new DispatcherEffect.ReportWentBack(CHILDREN, new ResourceVersion("7")));
    assertThat(some(DispatcherEffect.Assign.class)).isEmpty();

    handle(new DispatcherInput.SyncedChanged(false), 300);
    handle(new DispatcherInput.EraBegan(CHILDREN), 400);
    handle(new DispatcherInput.Progressed(CHILDREN, new ResourceVersion("8")), 400);
    handle(new DispatcherInput.SyncedChanged(true), 400);
    assertThat(some(DispatcherEffect.Assign.class)).isEmpty();
    handle(new DispatcherInput.BarrierRead(2, CHILDREN, new ResourceVersion("8")), 500);
    assertThat(some(DispatcherEffect.Assign.class)).hasSize(1);
  }

  @Test
  void aWorkerThatIsNotOnTheRosterGetsNoPermit() {
    Incarnation joining = new Incarnation("joining");
    begin();
    beat(joining, Set.of(), 100);
    assertThat(some(DispatcherEffect.SendPermit.class)).isEmpty();
    assertThat(some(DispatcherEffect.WantRoster.class))
        .containsExactly(new DispatcherEffect.WantRoster(Set.of(HEIR, joining)));
    handle(new DispatcherInput.RosterAssured(Set.of(HEIR, joining)), 200);
    beat(joining, Set.of(), 300);
    assertThat(some(DispatcherEffect.SendPermit.class)).hasSize(1);
  }

  @Test
  void aPermitEndsBeforeTheLease() {
    begin();
    beat(Set.of(), 11_000);
    assertThat(some(DispatcherEffect.SendPermit.class).getLast().permit().durationMillis())
        .isEqualTo(3_920);
    beat(Set.of(), LEASE_ENDS);
    assertThat(some(DispatcherEffect.SendPermit.class)).hasSize(1);
    handle(new DispatcherInput.LeaseRenewed(LEASE_ENDS + 10_000), LEASE_ENDS);
    beat(Set.of(), LEASE_ENDS + 100);
    assertThat(some(DispatcherEffect.SendPermit.class).getLast().permit().durationMillis())
        .isEqualTo(5_000);
  }

  @Test
  void whoLeavesPermitsNothingAndIsSettledWhenNothingRuns() {
    Token token = running();
    handle(new DispatcherInput.LeaveStarted(), 1_000);
    beat(Set.of(token), 1_100);
    assertThat(some(DispatcherEffect.SendPermit.class)).hasSize(1);
    assertThat(some(DispatcherEffect.Settled.class)).isEmpty();
    handle(
        new DispatcherInput.FinishedReceived(
            new Finished(token, HEIR, new Outcome.Done(), List.of(), 1, TraceContext.NONE)),
        1_200);
    assertThat(some(DispatcherEffect.Settled.class)).hasSize(1);
  }

  @Test
  void whoLeavesIsSettledWhenEveryPermitHasEnded() {
    running();
    handle(new DispatcherInput.LeaveStarted(), 1_000);
    handle(new DispatcherInput.Ticked(), 5_199);
    assertThat(some(DispatcherEffect.Settled.class)).isEmpty();
    handle(new DispatcherInput.Ticked(), 5_200);
    assertThat(some(DispatcherEffect.Settled.class)).hasSize(1);
  }

  @Test
  void anOwnerThatNobodyHearsSaysSo() {
    begin();
    for (long second = 1; second < 30; second++) {
      handle(new DispatcherInput.Ticked(), second * 1_000);
    }
    assertThat(some(DispatcherEffect.ReachNobody.class)).isEmpty();
    handle(new DispatcherInput.Ticked(), 30_000);
    assertThat(some(DispatcherEffect.ReachNobody.class)).hasSize(1);
  }

  @Test
  void aPromiseOfTheSameEpochToAnotherOwnerEndsThisOne() {
    begin();
    handle(
        new DispatcherInput.PromiseReceived(
            new Promise(HEIR, PARTITION, 8, new Incarnation("other"))),
        100);
    assertThat(some(DispatcherEffect.Abdicate.class))
        .containsExactly(new DispatcherEffect.Abdicate(8));
  }

  private void begin() {
    handle(new DispatcherInput.SyncedChanged(true), 0);
    handle(new DispatcherInput.RosterAssured(Set.of(HEIR)), 0);
    handle(
        new DispatcherInput.KeyTouched(
            KEY, Reason.of(Reason.Type.PRIMARY_ADDED, ""), Priority.INITIAL_LIST),
        0);
  }

  private Token running() {
    begin();
    beat(Set.of(), 100);
    handle(new DispatcherInput.BarrierRead(1, CHILDREN, ResourceVersion.NONE), 200);
    return some(DispatcherEffect.Assign.class).getLast().token();
  }

  private void beat(Set<Token> inFlight, long now) {
    beat(HEIR, inFlight, now);
  }

  private void beat(Incarnation worker, Set<Token> inFlight, long now) {
    beats++;
    handle(
        new DispatcherInput.BeatReceived(
            new Beat(worker, PARTITION, 8, beats, beats - 1, 2, inFlight, 0, "")),
        now);
    handle(new DispatcherInput.WorkerAnnounced(worker), now);
  }

  private void handle(DispatcherInput input, long now) {
    effects.addAll(owner.handle(input, now));
  }

  private <T extends DispatcherEffect> List<T> some(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
