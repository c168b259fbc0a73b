package dev.fairlead.protocol.simulation;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulation that kills no mutant tests nothing. */
class MutantsTest {

  /** A mutant that lives longer than this is not found by a normal run either. */
  private static final int SEEDS_MAX = 10_000;

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(Mutants.NoHold::new),
        mutant(Mutants.NoDueAgain::new),
        mutant(Mutants.PermitFromReceipt::new),
        mutant(Mutants.RevocationIgnored::new),
        mutant(Mutants.FinishedByKey::new),
        mutant(Mutants.AssignRunAgain::new),
        mutant(Mutants.NoGateMargin::new),
        mutant(Mutants.SuspensionIgnored::new),
        mutant(Mutants.LostTooEarly::new),
        mutant(Mutants.NoBarrier::new),
        mutant(Mutants.NoSettling::new),
        mutant(Mutants.NoSynthesisedDeletes::new),
        mutant(Mutants.StaleListTaken::new),
        mutant(CollectionMutants.RefusedIsEmpty::new),
        mutant(CollectionMutants.SettledBeyondSelector::new),
        mutant(CollectionMutants.NobodyLooks::new),
        mutant(RestoreMutants.AheadWaits::new),
        mutant(RestoreMutants.FormerEraPasses::new),
        mutant(RestoreMutants.EraUnheard::new),
        mutant(RolloutMutants.AnyDeclarationServes::new),
        mutant(RolloutMutants.TenureOutlivesDeclaration::new),
        mutant(RolloutMutants.FirstForEver::new),
        mutant(OwnershipMutants.NoRosterWait::new),
        mutant(OwnershipMutants.PromiseIsEnough::new),
        mutant(OwnershipMutants.ReleasedTooEarly::new),
        mutant(OwnershipMutants.Impatient::new),
        mutant(OwnershipMutants.RosterUnwritten::new),
        mutant(OwnershipMutants.NobodyDismissed::new),
        mutant(OwnershipMutants.LeaseRemainderIgnored::new),
        mutant(OwnershipMutants.OwnerSuspensionIgnored::new),
        mutant(OwnershipMutants.EpochNotRaised::new),
        mutant(OwnershipMutants.NoBarrierAtHandover::new),
        mutant(OwnershipMutants.SuspicionIsDeath::new),
        mutant(OwnershipMutants.MissedIsDead::new),
        mutant(OwnershipMutants.AbsenceTrusted::new),
        mutant(OwnershipMutants.EditTrusted::new),
        mutant(OwnershipMutants.TombstonesIgnored::new),
        mutant(OwnershipMutants.LonelyOwnerStays::new),
        mutant(OwnershipMutants.RefusalIgnored::new),
        mutant(OwnershipMutants.ReportsKeptForEver::new),
        mutant(WriteMutants.NoUidPrecondition::new),
        mutant(WriteMutants.NoVersionPrecondition::new),
        mutant(WriteMutants.CreateOverwrites::new),
        mutant(WriteMutants.StatusOfAnyVersion::new),
        mutant(QueueMutants.NoBackoff::new),
        mutant(QueueMutants.NoRate::new),
        mutant(QueueMutants.RateUndivided::new),
        mutant(QueueMutants.NoAgeing::new),
        mutant(QueueMutants.NoWaitAfterConflict::new),
        mutant(QueueMutants.LateWritesForgotten::new),
        mutant(QueueMutants.UnsyncedIgnored::new),
        mutant(QueueMutants.PauseIgnored::new),
        mutant(QueueMutants.CreditCountedTwice::new),
        mutant(QueueMutants.FallingLimitForgetsWhatRuns::new),
        mutant(QueueMutants.FallingCreditIgnored::new),
        mutant(QueueMutants.BeatOrderIgnored::new));
  }

  private static Arguments mutant(Supplier<Sabotage> mutant) {
    return Arguments.argumentSet(mutant.get().getClass().getSimpleName(), mutant);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isKilled(Supplier<Sabotage> mutant) {
    String name = mutant.get().getClass().getSimpleName();
    for (long seed = 1; seed <= SEEDS_MAX; seed++) {
      Simulation.Result result = Simulation.run(seed, mutant.get());
      if (result.failure().isPresent()) {
        System.out.printf(
            "mutant %s killed by seed %d: %s%n", name, seed, result.failure().get().getMessage());
        return;
      }
    }
    fail("%s survived %d schedules", name, SEEDS_MAX);
  }
}
