package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One watcher and a Lease that a test writes. */
class LeaderElectorTest {

  private static final Incarnation SELF = new Incarnation("self");
  private static final Incarnation OTHER = new Incarnation("other");
  private static final Incarnation WORKER = new Incarnation("worker");
  private static final Set<Incarnation> ROSTER = Set.of(WORKER);

  private final LeaderElector elector = new LeaderElector(SELF, LeaderElectorSettings.defaults(1));
  private final List<LeaderElectorEffect> effects = new ArrayList<>();

  @Test
  void aLeaseThatIsNotThereIsCreatedAndItsOwnerWaitsForAnyOwnerBefore() {
    read(new Lease.Absent(), 0);
    LeaderElectorEffect.CreateLease create = last(LeaderElectorEffect.CreateLease.class);
    assertThat(create.record()).isEqualTo(new LeaseRecord.Held(SELF, 1, Set.of(), 15_000, true));
    stored(create.request(), "v1", 100);
    assertThat(last(LeaderElectorEffect.Begin.class).tenure())
        .isEqualTo(new Tenure(1, Set.of(), 15_400, false, 15_000));
  }

  @Test
  void aHeldLeaseIsTakenWhenItWasSeenUnchangedForItsDurationByTheOwnClock() {
    read(held(OTHER, "v1"), 0);
    read(held(OTHER, "v2"), 9_000);
    read(held(OTHER, "v2"), 24_200);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
    tick(24_300);
    LeaderElectorEffect.UpdateLease update = last(LeaderElectorEffect.UpdateLease.class);
    assertThat(update.version()).isEqualTo(new ResourceVersion("v2"));
    assertThat(update.record()).isEqualTo(new LeaseRecord.Held(SELF, 8, ROSTER, 15_000, false));
    stored(update.request(), "v3", 24_350);
    Tenure tenure = last(LeaderElectorEffect.Begin.class).tenure();
    assertThat(tenure.heirs()).isEqualTo(ROSTER);
    assertThat(tenure.quietMillis()).isEqualTo(24_300);
    assertThat(tenure.leaseEndsMillis()).isEqualTo(39_300);
  }

  @Test
  void aHolderIsDeadWhenThatIsProvenAndNotWhenItIsSuspected() {
    read(held(OTHER, "v1"), 0);
    handle(new LeaderElectorInput.Suspected(OTHER), 100);
    assertThat(some(LeaderElectorEffect.Probe.class)).hasSize(1);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
    handle(new LeaderElectorInput.ProvenDead(OTHER), 200);
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v2", 300);
    assertThat(last(LeaderElectorEffect.Begin.class).tenure().quietMillis()).isEqualTo(5_300);
  }

  @Test
  void aHolderEmptiedByHandIsNoRelease() {
    read(new Lease.Edited("u", new ResourceVersion("v1"), 7), 0);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
    tick(15_300);
    assertThat(last(LeaderElectorEffect.UpdateLease.class).record().epoch()).isEqualTo(8);
  }

  @Test
  void aForeignLeaseIsLeftAloneAndReportedOnce() {
    read(new Lease.Foreign("no annotation"), 0);
    read(new Lease.Foreign("no annotation"), 20_000);
    assertThat(some(LeaderElectorEffect.ReportForeign.class)).hasSize(1);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
  }

  @Test
  void theLeaseIsCountedFromWhenTheRenewalWasSent() {
    own(0);
    tick(2_000);
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v3", 4_900);
    assertThat(last(LeaderElectorEffect.Renewed.class).untilMillis()).isEqualTo(17_000);
  }

  @Test
  void withoutARenewalTheOwnerGivesUpAtTheDeadlineAndTakesItsOwnLeaseAtAHigherEpoch() {
    own(0);
    tick(2_000);
    handle(
        new LeaderElectorInput.Unanswered(last(LeaderElectorEffect.UpdateLease.class).request()),
        9_000);
    tick(10_000);
    assertThat(last(LeaderElectorEffect.End.class).why())
        .isEqualTo(LeaderElectorEffect.Why.RENEW_DEADLINE);
    read(new Lease.Kept("u", new ResourceVersion("v3"), record(SELF, 8)), 10_100);
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v4", 10_200);
    Tenure tenure = last(LeaderElectorEffect.Begin.class).tenure();
    assertThat(tenure.epoch()).isEqualTo(9);
    assertThat(tenure.quietMillis()).isEqualTo(15_200);
  }

  @Test
  void aLeaseWhoseTakingIsAnsweredTooLateIsNotOwned() {
    read(new Lease.Absent(), 0);
    stored(last(LeaderElectorEffect.CreateLease.class).request(), "v1", 10_000);
    assertThat(some(LeaderElectorEffect.Begin.class)).isEmpty();
  }

  @Test
  void aLeaseThatWasTakenWhileTheMachineWasSuspendedIsNotOwned() {
    read(new Lease.Absent(), 0);
    long request = last(LeaderElectorEffect.CreateLease.class).request();
    handle(new LeaderElectorInput.ClockDiverged(), 100);
    stored(request, "v1", 200);
    assertThat(some(LeaderElectorEffect.Begin.class)).isEmpty();
  }

  @Test
  void anotherHolderAnotherUidOrNoLeaseIsALoss() {
    for (Lease found :
        List.of(
            held(OTHER, "v3"),
            new Lease.Kept("u2", new ResourceVersion("v3"), record(SELF, 8)),
            new Lease.Absent())) {
      LeaderElectorTest fresh = new LeaderElectorTest();
      fresh.own(0);
      fresh.tick(2_000);
      fresh.handle(
          new LeaderElectorInput.Conflicted(
              fresh.last(LeaderElectorEffect.UpdateLease.class).request()),
          2_100);
      fresh.read(found, 2_200);
      assertThat(fresh.last(LeaderElectorEffect.End.class).why())
          .isEqualTo(LeaderElectorEffect.Why.LOST);
    }
  }

  @Test
  void aWorkerIsOnTheRosterWhenTheWriteThatNamesItSucceeded() {
    own(0);
    Incarnation joining = new Incarnation("joining");
    handle(new LeaderElectorInput.RosterWanted(Set.of(WORKER, joining)), 500);
    LeaderElectorEffect.UpdateLease update = last(LeaderElectorEffect.UpdateLease.class);
    assertThat(update.record().roster()).containsExactlyInAnyOrder(WORKER, joining);
    assertThat(last(LeaderElectorEffect.RosterAssured.class).workers()).isEqualTo(ROSTER);
    stored(update.request(), "v3", 600);
    assertThat(last(LeaderElectorEffect.RosterAssured.class).workers())
        .containsExactlyInAnyOrder(WORKER, joining);
  }

  @Test
  void whoLeavesStopsFirstAndThenSaysThatNothingIsLeft() {
    own(0);
    handle(new LeaderElectorInput.LeaveStarted(), 500);
    assertThat(some(LeaderElectorEffect.Leave.class)).hasSize(1);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(1);
    handle(new LeaderElectorInput.Settled(), 700);
    LeaderElectorEffect.UpdateLease update = last(LeaderElectorEffect.UpdateLease.class);
    assertThat(update.record()).isEqualTo(new LeaseRecord.Released(SELF, 8, ROSTER, true, false));
    stored(update.request(), "v3", 800);
    assertThat(some(LeaderElectorEffect.Left.class)).hasSize(1);
  }

  @Test
  void whoHandsOverLetsOthersGoFirstUntilOneHasIt() {
    own(0);
    handle(new LeaderElectorInput.HandOverStarted(), 500);
    handle(new LeaderElectorInput.HandOverStarted(), 600);
    assertThat(some(LeaderElectorEffect.Leave.class)).hasSize(1);
    handle(new LeaderElectorInput.Settled(), 700);
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v3", 800);
    assertThat(last(LeaderElectorEffect.End.class).why())
        .isEqualTo(LeaderElectorEffect.Why.RELEASED);
    read(released("v3"), 900);
    read(released("v3"), 5_000);
    read(held(OTHER, "v4"), 8_000);
    read(released("v5"), 12_000);
    assertThat(last(LeaderElectorEffect.UpdateLease.class).version())
        .isEqualTo(new ResourceVersion("v5"));
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(3);
  }

  @Test
  void whoHandsOverHasLetAnotherGoFirstThoughItNeverSawIt() {
    own(0);
    handle(new LeaderElectorInput.HandOverStarted(), 500);
    handle(new LeaderElectorInput.Settled(), 700);
    long given = last(LeaderElectorEffect.UpdateLease.class).record().epoch();
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v3", 800);
    read(released("v3", given), 900);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(2);
    read(released("v5", given + 1), 3_000);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(3);
  }

  @Test
  void whoHasItsShareLeavesAReleasedLeaseToOthersForAMoment() {
    handle(new LeaderElectorInput.Reserved(true), 0);
    read(released("v1"), 0);
    read(released("v1"), 1_900);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
    read(released("v1"), 4_000);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(1);
  }

  @Test
  void whoHasItsShareStillTakesWhatADeadOneHeld() {
    handle(new LeaderElectorInput.Reserved(true), 0);
    read(held(OTHER, "v1"), 0);
    handle(new LeaderElectorInput.ProvenDead(OTHER), 100);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).hasSize(1);
  }

  @Test
  void aSuspendedMachineOwnsNothingAnyMore() {
    own(0);
    handle(new LeaderElectorInput.ClockDiverged(), 500);
    assertThat(last(LeaderElectorEffect.End.class).why())
        .isEqualTo(LeaderElectorEffect.Why.SUSPENDED);
  }

  @Test
  void aClosedLeaseIsNeverTaken() {
    read(new Lease.Kept("u", new ResourceVersion("v1"), new LeaseRecord.Closed(OTHER, 7)), 0);
    tick(100_000);
    assertThat(some(LeaderElectorEffect.Closed.class)).hasSize(1);
    assertThat(some(LeaderElectorEffect.UpdateLease.class)).isEmpty();
  }

  private void own(long now) {
    read(
        new Lease.Kept(
            "u",
            new ResourceVersion("v1"),
            new LeaseRecord.Released(OTHER, 7, ROSTER, true, false)),
        now);
    stored(last(LeaderElectorEffect.UpdateLease.class).request(), "v2", now);
  }

  private static Lease released(String version) {
    return released(version, 7);
  }

  private static Lease released(String version, long epoch) {
    return new Lease.Kept(
        "u",
        new ResourceVersion(version),
        new LeaseRecord.Released(OTHER, epoch, ROSTER, true, false));
  }

  private static Lease held(Incarnation holder, String version) {
    return new Lease.Kept("u", new ResourceVersion(version), record(holder, 7));
  }

  private static LeaseRecord record(Incarnation holder, long epoch) {
    return new LeaseRecord.Held(holder, epoch, ROSTER, 15_000, false);
  }

  private void read(Lease lease, long now) {
    tick(now);
    some(LeaderElectorEffect.ReadLease.class).stream()
        .reduce((earlier, later) -> later)
        .ifPresent(read -> handle(new LeaderElectorInput.LeaseRead(read.request(), lease), now));
  }

  private void stored(long request, String version, long now) {
    handle(new LeaderElectorInput.Stored(request, "u", new ResourceVersion(version)), now);
  }

  private void tick(long now) {
    handle(new LeaderElectorInput.Ticked(), now);
  }

  private void handle(LeaderElectorInput input, long now) {
    effects.addAll(elector.handle(input, now));
  }

  private <T extends LeaderElectorEffect> T last(Class<T> type) {
    return Optional.of(some(type)).filter(all -> !all.isEmpty()).orElseThrow().getLast();
  }

  private <T extends LeaderElectorEffect> List<T> some(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
