package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.WorkerInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Owners that lack one rule each of what is due, when, and for whom. */
final class QueueMutants {

  private QueueMutants() {}

  /** A key that fails runs again at once. */
  static final class NoBackoff implements Sabotage {

    @Override
    public DispatcherSettings owner(DispatcherSettings settings) {
      return settings.withBackoff(Duration.ZERO, Duration.ZERO);
    }
  }

  /** Attempts begin as workers are free. */
  static final class NoRate implements Sabotage {

    @Override
    public DispatcherSettings owner(DispatcherSettings settings) {
      return settings.withRate(Optional.empty());
    }
  }

  /** Every partition takes the rate of the whole for its own. */
  static final class RateUndivided implements Sabotage {

    @Override
    public DispatcherSettings owner(DispatcherSettings settings) {
      return settings.withRate(
          settings
              .rate()
              .map(rate ->
                  new RateLimit(
                      rate.qps() * Resources.PARTITIONS_LATER,
                      rate.burst() * Resources.PARTITIONS_LATER)));
    }
  }

  /** However long a key waits, whoever is more urgent goes first. */
  static final class NoAgeing implements Sabotage {

    @Override
    public DispatcherSettings owner(DispatcherSettings settings) {
      return settings.withLimits(settings.limits().withAgePerPriority(Duration.ofDays(1)));
    }
  }

  /** After a conflict the key does not wait for another version, but fails like any other. */
  static final class NoWaitAfterConflict implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.FinishedReceived(Finished finished)
                  && finished.outcome() instanceof Outcome.Stale
              ? new DispatcherInput.FinishedReceived(
                  new Finished(
                      finished.token(),
                      finished.worker(),
                      new Outcome.Failed("Conflict", ""),
                      finished.writes(),
                      finished.durationMillis(),
                      finished.trace()))
              : input);
    }
  }

  /** Attempts start although a declared kind cannot be read. */
  static final class UnsyncedIgnored implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.SyncedChanged
              ? new DispatcherInput.SyncedChanged(true)
              : input);
    }
  }

  /** A primary that asks to be left alone is not. */
  static final class PauseIgnored implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return input instanceof DispatcherInput.KeyPaused ? Optional.empty() : Optional.of(input);
    }
  }

  /** Nobody looks again when a write of an attempt that is long over lands. */
  static final class LateWritesForgotten implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return input instanceof DispatcherInput.ChangePassedOver
          ? Optional.empty()
          : Optional.of(input);
    }
  }

  /** What an owner has given out since the last beat does not count against its credit. */
  static final class CreditCountedTwice implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.BeatReceived(Beat beat)
              ? new DispatcherInput.BeatReceived(
                  with(beat, beat.sequence(), beat.credit() + beat.inFlight().size()))
              : input);
    }
  }

  /** What runs when the limits change does not count against the new ones. */
  static final class FallingLimitForgetsWhatRuns implements Sabotage {

    @Override
    public WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
      if (!(input instanceof WorkerInput.LimitsChanged(String controller, Limits limits))) {
        return input;
      }
      int running = worker.machine().inFlight().size();
      return new WorkerInput.LimitsChanged(
          controller, new Limits(limits.min(), limits.max() + running));
    }
  }

  /** An owner does not hear that a worker wants less than before. */
  static final class FallingCreditIgnored implements Sabotage {

    private final Map<Incarnation, Integer> highest = new HashMap<>();

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.BeatReceived(Beat beat)
              ? new DispatcherInput.BeatReceived(
                  with(
                      beat,
                      beat.sequence(),
                      highest.merge(beat.worker(), beat.credit(), Math::max)))
              : input);
    }
  }

  /** An old beat that comes late is taken for a new one. */
  static final class BeatOrderIgnored implements Sabotage {

    private final Map<Incarnation, Long> highest = new HashMap<>();

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      if (!(input instanceof DispatcherInput.BeatReceived(Beat beat))) {
        return Optional.of(input);
      }
      long before = highest.getOrDefault(beat.worker(), 0L);
      long taken = Math.max(beat.sequence(), before + 1);
      highest.put(beat.worker(), taken);
      return Optional.of(new DispatcherInput.BeatReceived(with(beat, taken, beat.credit())));
    }
  }

  private static Beat with(Beat beat, long sequence, int credit) {
    return new Beat(
        beat.worker(),
        beat.partition(),
        beat.epoch(),
        sequence,
        beat.heard(),
        credit,
        beat.inFlight(),
        beat.load(),
        beat.zone());
  }
}
