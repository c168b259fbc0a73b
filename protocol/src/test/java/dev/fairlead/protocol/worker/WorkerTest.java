package dev.fairlead.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

  private static final Partition PARTITION = Partition.whole("c");
  private static final Incarnation OWNER = new Incarnation("owner");
  private static final Incarnation NEXT_OWNER = new Incarnation("next-owner");

  private final Worker worker =
      new Worker(new Incarnation("w"), "", Map.of("c", Limits.fixed(1)), WorkerSettings.defaults());

  @BeforeEach
  void meetTheOwner() {
    worker.handle(new WorkerInput.Ticked(), 0);
    worker.handle(new WorkerInput.HelloReceived(new Hello(OWNER, PARTITION, 5)), 0);
  }

  @Test
  void aPermitIsCountedFromWhenTheBeatWasSent() {
    assign(token(5, 1), 1, 1_000);
    assertThat(worker.gate(token(5, 1), 2_999)).isInstanceOf(GateDecision.Pass.class);
    assertThat(worker.gate(token(5, 1), 3_000)).isEqualTo(refused(GateDecision.Why.PERMIT_ENDING));

    worker.handle(new WorkerInput.Ticked(), 1_000);
    permit(2, Set.of(token(5, 1)), 3_500);
    assertThat(worker.gate(token(5, 1), 3_999)).isInstanceOf(GateDecision.Pass.class);
    assertThat(worker.gate(token(5, 1), 4_000)).isEqualTo(refused(GateDecision.Why.PERMIT_ENDING));
  }

  @Test
  void aPermitForAnUnknownBeatIsWorthNothing() {
    assign(token(5, 1), 1, 0);
    permit(77, Set.of(token(5, 1)), 2_900);
    assertThat(worker.gate(token(5, 1), 3_000)).isEqualTo(refused(GateDecision.Why.PERMIT_ENDING));
  }

  @Test
  void whatAPermitLeavesOutIsRevokedIfItsBeatNamedIt() {
    assign(token(5, 1), 1, 0);
    permit(1, Set.of(), 100);
    assertThat(worker.gate(token(5, 1), 200)).isInstanceOf(GateDecision.Pass.class);

    worker.handle(new WorkerInput.Ticked(), 1_000);
    assertThat(permit(2, Set.of(), 1_100))
        .anyMatch(effect -> effect instanceof WorkerEffect.Interrupt);
    assertThat(worker.gate(token(5, 1), 1_200)).isEqualTo(refused(GateDecision.Why.REVOKED));
  }

  @Test
  void aHigherEpochRevokesAndALowerOneIsRefusedForEver() {
    assign(token(5, 1), 1, 0);
    List<WorkerEffect> effects =
        worker.handle(new WorkerInput.HelloReceived(new Hello(NEXT_OWNER, PARTITION, 6)), 100);
    assertThat(effects).anyMatch(effect -> effect instanceof WorkerEffect.Interrupt);
    assertThat(worker.gate(token(5, 1), 100)).isEqualTo(refused(GateDecision.Why.LOWER_EPOCH));

    assertThat(worker.handle(new WorkerInput.HelloReceived(new Hello(OWNER, PARTITION, 5)), 200))
        .contains(
            new WorkerEffect.SendPromise(
                OWNER, new Promise(new Incarnation("w"), PARTITION, 6, NEXT_OWNER)));
    assertThat(replies(assign(token(5, 2), 1, 300)))
        .containsExactly(
            new AssignReply.Refused(
                token(5, 2), new Incarnation("w"), AssignReply.Why.LOWER_EPOCH, 6));
  }

  @Test
  void aRefusedAssignmentIsNeverRunEvenIfItComesAgain() {
    assign(token(5, 1), 1, 0);
    assertThat(why(assign(token(5, 2), 1, 10))).isEqualTo(AssignReply.Why.NO_CREDIT);
    worker.handle(ended(token(5, 1)), 20);
    release(token(5, 1));
    assertThat(why(assign(token(5, 2), 1, 30))).isEqualTo(AssignReply.Why.NO_CREDIT);
    assertThat(worker.inFlight()).isEmpty();
  }

  @Test
  void aFinishedAssignmentIsNeverRunAgain() {
    assign(token(5, 1), 1, 0);
    worker.handle(ended(token(5, 1)), 20);
    release(token(5, 1));
    assertThat(assign(token(5, 1), 1, 30))
        .noneMatch(effect -> effect instanceof WorkerEffect.Start);
    assertThat(worker.inFlight()).isEmpty();
  }

  @Test
  void aSuspendedMachineTrustsNoPermitBeforeItsNextBeatIsAnswered() {
    assign(token(5, 1), 1, 0);
    worker.handle(new WorkerInput.ClockDiverged(), 100);
    assertThat(worker.gate(token(5, 1), 100)).isEqualTo(refused(GateDecision.Why.PERMIT_ENDING));
    permit(1, Set.of(token(5, 1)), 110);
    assertThat(worker.gate(token(5, 1), 110)).isEqualTo(refused(GateDecision.Why.PERMIT_ENDING));
    permit(2, Set.of(token(5, 1)), 120);
    assertThat(worker.gate(token(5, 1), 120)).isInstanceOf(GateDecision.Pass.class);
  }

  /** What is assigned to one who has gone is waited for until its permit ends. */
  @Test
  void whoDrainsStaysUntilItsOwnersKnowThatItTakesNoMore() {
    permit(1, Set.of(), 10);
    assertThat(worker.handle(new WorkerInput.DrainStarted(), 100))
        .doesNotContain(new WorkerEffect.Drained());
    assertThat(why(assign(token(5, 1), 1, 110))).isEqualTo(AssignReply.Why.DRAINING);
    assertThat(permit(2, Set.of(), 120)).contains(new WorkerEffect.Drained());
  }

  @Test
  void whoDrainsOffersNothingWhateverRuns() {
    assign(token(5, 1), 1, 10);
    assertThat(credits(worker.handle(new WorkerInput.DrainStarted(), 100))).containsExactly(0);
    assertThat(credits(worker.handle(new WorkerInput.Ticked(), 1_100))).containsExactly(0);
  }

  @Test
  void anOwnerThatNeverGaveAnythingIsNotWaitedFor() {
    assertThat(worker.handle(new WorkerInput.DrainStarted(), 100))
        .contains(new WorkerEffect.Drained());
  }

  @Test
  void aRisingLimitIsToldAtOnce() {
    limits(new Limits(1, 4));
    permit(1, Set.of(), 10);
    assign(token(5, 1), 1, 20);
    assertThat(credits(worker.handle(ended(token(5, 1)), 100))).containsExactly(2);
  }

  @Test
  void aFallingLimitOffersWhatRunsAndRefusesNobodyWhoHasNotHeardOfIt() {
    permit(1, Set.of(), 1);
    limits(Limits.fixed(3));
    assign(token(5, 1), 2, 20);
    assign(token(5, 2), 2, 20);
    permit(2, Set.of(token(5, 1), token(5, 2)), 20);
    limits(new Limits(1, 3));

    assertThat(credits(worker.handle(new WorkerInput.MemoryShort(), 30))).containsExactly(2);
    assertThat(replies(assign(token(5, 3), 2, 40)).getFirst())
        .isInstanceOf(AssignReply.Accepted.class);
    worker.handle(ended(token(5, 3)), 50);
    release(token(5, 3));
    assertThat(credits(worker.handle(new WorkerInput.Ticked(), 1_100))).containsExactly(2);
    worker.handle(ended(token(5, 1)), 1_200);
    worker.handle(ended(token(5, 2)), 1_200);
    release(token(5, 1));
    release(token(5, 2));
    assertThat(credits(worker.handle(new WorkerInput.Ticked(), 2_200))).containsExactly(1);
  }

  @Test
  void fewerSlotsThanRunTakeNothingMore() {
    limits(Limits.fixed(3));
    assign(token(5, 1), 1, 10);
    assign(token(5, 2), 1, 10);
    limits(Limits.fixed(1));
    worker.handle(ended(token(5, 1)), 20);
    release(token(5, 1));
    assertThat(why(assign(token(5, 3), 1, 30))).isEqualTo(AssignReply.Why.NO_CREDIT);
    worker.handle(ended(token(5, 2)), 40);
    release(token(5, 2));
    assertThat(replies(assign(token(5, 4), 1, 50)).getFirst())
        .isInstanceOf(AssignReply.Accepted.class);
  }

  @Test
  void anAssignmentThatAnswersAnOldBeatIsRefused() {
    assertThat(why(assign(token(5, 1), 1, 3_500))).isEqualTo(AssignReply.Why.PERMIT_OVER);
  }

  private List<WorkerEffect> assign(Token token, long beat, long now) {
    return worker.handle(
        new WorkerInput.AssignReceived(
            new Assign(
                token,
                OWNER,
                beat,
                5_000,
                30_000,
                List.of(),
                TraceContext.NONE,
                0,
                new Snapshot(Optional.empty(), List.of(), List.of()))),
        now);
  }

  private List<WorkerEffect> permit(long beat, Set<Token> standing, long now) {
    return worker.handle(
        new WorkerInput.PermitReceived(new Permit(OWNER, PARTITION, 5, beat, standing, 5_000)),
        now);
  }

  private void release(Token token) {
    worker.handle(new WorkerInput.ReleasedReceived(new Released(token, OWNER)), 25);
  }

  private static WorkerInput ended(Token token) {
    return new WorkerInput.AttemptEnded(
        token, new Outcome.Done(), List.of(), TraceContext.NONE, Waits.NONE);
  }

  private void limits(Limits limits) {
    worker.handle(new WorkerInput.LimitsChanged("c", limits), 5);
  }

  private static List<Integer> credits(List<WorkerEffect> effects) {
    return effects.stream()
        .filter(WorkerEffect.SendBeat.class::isInstance)
        .map(effect -> ((WorkerEffect.SendBeat) effect).beat().credit())
        .toList();
  }

  private static List<AssignReply> replies(List<WorkerEffect> effects) {
    return effects.stream()
        .filter(WorkerEffect.SendAssignReply.class::isInstance)
        .map(effect -> ((WorkerEffect.SendAssignReply) effect).reply())
        .toList();
  }

  private static AssignReply.Why why(List<WorkerEffect> effects) {
    return ((AssignReply.Refused) replies(effects).getFirst()).why();
  }

  private static GateDecision refused(GateDecision.Why why) {
    return new GateDecision.Refuse(why);
  }

  private static Token token(long epoch, long attempt) {
    return new Token(PARTITION, epoch, new NamespacedName("default", "a"), attempt);
  }
}
