package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Machines that lack one rule each. The simulation must find every one of them. */
final class Mutants {

  private static final long PERMIT_MILLIS = 5_000;

  private Mutants() {}

  /** A key that finished may run before the cache shows what it wrote. */
  static final class NoHold implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.FinishedReceived(Finished finished)
              ? new DispatcherInput.FinishedReceived(without(finished))
              : input);
    }

    private static Finished without(Finished finished) {
      return new Finished(
          finished.token(),
          finished.worker(),
          finished.outcome(),
          List.of(),
          finished.durationMillis(),
          finished.trace());
    }
  }

  /** What happens to a key while it runs does not make it due again. */
  static final class NoDueAgain implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      boolean missed =
          input instanceof DispatcherInput.KeyTouched touched
              && dispatcher.view(touched.key()).token().isPresent();
      return missed ? Optional.empty() : Optional.of(input);
    }
  }

  /** A worker counts a permit from when it arrived, not from when the beat was sent. */
  static final class PermitFromReceipt implements Sabotage {

    private final Map<SimulatedWorker, Map<Long, Long>> sent = new HashMap<>();

    @Override
    public void beaten(SimulatedWorker worker, Beat beat) {
      sent.computeIfAbsent(worker, absent -> new HashMap<>())
          .put(beat.sequence(), worker.process().local());
    }

    @Override
    public WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
      if (!(input instanceof WorkerInput.PermitReceived(Permit permit))) {
        return input;
      }
      long now = worker.process().local();
      long from = sent.getOrDefault(worker, Map.of()).getOrDefault(permit.beat(), now);
      return new WorkerInput.PermitReceived(
          with(permit, permit.standing(), permit.durationMillis() + now - from));
    }
  }

  /** A worker does not take what a permit leaves out as revoked. */
  static final class RevocationIgnored implements Sabotage {

    @Override
    public WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
      if (!(input instanceof WorkerInput.PermitReceived(Permit permit))) {
        return input;
      }
      Set<Token> all = new HashSet<>(permit.standing());
      all.addAll(worker.machine().inFlight());
      return new WorkerInput.PermitReceived(with(permit, all, permit.durationMillis()));
    }
  }

  /** An owner takes any report of a key for that of the attempt that runs now. */
  static final class FinishedByKey implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      if (!(input instanceof DispatcherInput.FinishedReceived(Finished finished))) {
        return Optional.of(input);
      }
      KeyView key = dispatcher.view(finished.token().key());
      return Optional.of(
          key.token().isEmpty() || key.worker().isEmpty()
              ? input
              : new DispatcherInput.FinishedReceived(
                  new Finished(
                      key.token().get(),
                      key.worker().get(),
                      finished.outcome(),
                      finished.writes(),
                      finished.durationMillis(),
                      finished.trace())));
    }
  }

  /** An assignment that was received before is run again. */
  static final class AssignRunAgain implements Sabotage {

    private long copies;

    @Override
    public WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
      if (!(input instanceof WorkerInput.AssignReceived(Assign assign))
          || !worker.machine().inFlight().contains(assign.token())) {
        return input;
      }
      copies++;
      Token token = assign.token();
      return new WorkerInput.AssignReceived(
          new Assign(
              new Token(
                  token.partition(), token.epoch(), token.key(), token.attempt() + copies * 1_000),
              assign.owner(),
              assign.beat(),
              assign.permitMillis(),
              assign.deadlineMillis(),
              assign.reasons(),
              assign.trace(),
              assign.failures(),
              assign.snapshot()));
    }
  }

  /** The gate lets a write out although the permit may end before its answer. */
  static final class NoGateMargin implements Sabotage {

    @Override
    public WorkerSettings workerSettings() {
      WorkerSettings settings = WorkerSettings.defaults();
      return new WorkerSettings(
          settings.beat(),
          Duration.ZERO,
          settings.finishedResend(),
          settings.zombieAfter(),
          settings.ownerSilence());
    }

    @Override
    public long callTimeout(long givenMillis) {
      return WorkerSettings.defaults().writeTimeout().toMillis();
    }
  }

  /** A worker that was suspended goes on trusting its permits. */
  static final class SuspensionIgnored implements Sabotage {

    @Override
    public WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
      return input instanceof WorkerInput.ClockDiverged ? new WorkerInput.Ticked() : input;
    }
  }

  /** An owner gives a silent worker's keys to others before that worker's permits have ended. */
  static final class LostTooEarly implements Sabotage {

    @Override
    public DispatcherSettings owner(DispatcherSettings settings) {
      return settings.withPermit(Duration.ofMillis(PERMIT_MILLIS / 2));
    }

    @Override
    public long permitMillis(long millis) {
      return PERMIT_MILLIS;
    }
  }

  /** The keys of a lost worker run again at once, without a barrier. */
  static final class NoBarrier implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.BarrierRead read
              ? new DispatcherInput.BarrierRead(read.read(), read.resource(), ResourceVersion.NONE)
              : input);
    }
  }

  /** Nobody asks what became of a write that got no answer. */
  static final class NoSettling implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      boolean settled =
          input instanceof DispatcherInput.SettledAbsent
              || input instanceof DispatcherInput.SettledPresent;
      return settled ? Optional.empty() : Optional.of(input);
    }
  }

  /** A new list does not delete what it lacks. */
  static final class NoSynthesisedDeletes implements Sabotage {

    @Override
    public Delta delta(Delta delta, Lister cache) {
      if (!(delta instanceof Delta.Replaced replaced)) {
        return delta;
      }
      Set<NamespacedName> known =
          cache.list(Optional.empty(), Integer.MAX_VALUE).stream()
              .map(ObservedObject::name)
              .collect(Collectors.toSet());
      return new Delta.Replaced(replaced.objects(), known);
    }
  }

  /** A list from before the last progress is taken for new. */
  static final class StaleListTaken implements Sabotage {

    @Override
    public ReflectorInput reflector(ReflectorInput input, Reflector reflector) {
      return input instanceof ReflectorInput.ListCompleted(long stream, ResourceVersion version)
          ? new ReflectorInput.ListCompleted(stream, version.max(reflector.progress()))
          : input;
    }
  }

  private static Permit with(Permit permit, Set<Token> standing, long durationMillis) {
    return new Permit(
        permit.owner(),
        permit.partition(),
        permit.epoch(),
        permit.beat(),
        standing,
        durationMillis);
  }
}
