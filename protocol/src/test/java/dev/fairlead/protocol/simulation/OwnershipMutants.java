package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Machines that lack one rule of ownership each. The simulation must find every one of them. */
final class OwnershipMutants {

  private static final long LONG_AGO = Long.MIN_VALUE;

  private OwnershipMutants() {}

  /** A new owner does not wait for the workers that the one before has permitted. */
  static final class NoRosterWait implements Sabotage {

    @Override
    public Tenure tenure(Tenure tenure, long now) {
      return new Tenure(tenure.epoch(), Set.of(), LONG_AGO, true, tenure.leaseEndsMillis());
    }
  }

  /** A worker counts as settled while attempts of the epoch before still run at it. */
  static final class PromiseIsEnough implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      if (!(input instanceof DispatcherInput.BeatReceived(Beat beat))) {
        return Optional.of(input);
      }
      Set<Token> own =
          beat.inFlight().stream()
              .filter(token -> token.epoch() >= beat.epoch())
              .collect(Collectors.toSet());
      return Optional.of(
          new DispatcherInput.BeatReceived(
              new Beat(
                  beat.worker(),
                  beat.partition(),
                  beat.epoch(),
                  beat.sequence(),
                  beat.heard(),
                  beat.credit(),
                  own,
                  beat.load(),
                  beat.zone())));
    }
  }

  /** A worker gets permits before the Lease names it. */
  static final class RosterUnwritten implements Sabotage {

    @Override
    public Optional<Set<Incarnation>> assuredUnwritten(Set<Incarnation> wanted) {
      return Optional.of(wanted);
    }
  }

  /** Permits do not end before the Lease does. */
  static final class LeaseRemainderIgnored implements Sabotage {

    @Override
    public Tenure tenure(Tenure tenure, long now) {
      return new Tenure(
          tenure.epoch(), tenure.heirs(), tenure.quietMillis(), tenure.knowsAll(), now + 100_000);
    }

    @Override
    public long leaseEnds(long untilMillis, long now) {
      return now + 100_000;
    }
  }

  /** An owner that was suspended goes on trusting its Lease. */
  static final class OwnerSuspensionIgnored implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return without(LeaderElectorInput.ClockDiverged.class, input);
    }
  }

  /** A new owner acts under the epoch of the one before. */
  static final class EpochNotRaised implements Sabotage {

    @Override
    public Tenure tenure(Tenure tenure, long now) {
      return new Tenure(
          tenure.epoch() - 1,
          tenure.heirs(),
          tenure.quietMillis(),
          tenure.knowsAll(),
          tenure.leaseEndsMillis());
    }
  }

  /** A new owner gives out work before its caches show what was written under the one before. */
  static final class NoBarrierAtHandover implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.BarrierRead read && read.read() <= Resources.ALL.size()
              ? new DispatcherInput.BarrierRead(read.read(), read.resource(), ResourceVersion.NONE)
              : input);
    }
  }

  /** An owner that leaves says that nothing is left while its permits last. */
  static final class ReleasedTooEarly implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return input instanceof LeaderElectorInput.LeaveStarted
          ? List.of(input, new LeaderElectorInput.Settled())
          : List.of(input);
    }
  }

  /** A watcher that is missed is taken for dead. */
  static final class SuspicionIsDeath implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return input instanceof LeaderElectorInput.Suspected(Incarnation watcher)
          ? List.of(input, new LeaderElectorInput.ProvenDead(watcher))
          : List.of(input);
    }
  }

  /** An owner takes a worker that the mesh misses for dead. */
  static final class MissedIsDead implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return Optional.of(
          input instanceof DispatcherInput.WorkerSuspected(Incarnation worker)
              ? new DispatcherInput.WorkerProvenDead(worker)
              : input);
    }
  }

  /** A Lease that is not there is taken for one that never was. */
  static final class AbsenceTrusted implements Sabotage {

    @Override
    public Tenure tenure(Tenure tenure, long now) {
      return tenure.knowsAll()
          ? tenure
          : new Tenure(tenure.epoch(), Set.of(), LONG_AGO, true, tenure.leaseEndsMillis());
    }
  }

  /** A Lease that another hand has changed is taken for released. */
  static final class EditTrusted implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return input
              instanceof
              LeaderElectorInput.LeaseRead(
                  long request,
                  Lease.Edited(String uid, ResourceVersion version, long epoch))
          ? List.of(
              new LeaderElectorInput.LeaseRead(
                  request,
                  new Lease.Kept(
                      uid,
                      version,
                      new LeaseRecord.Released(
                          new Incarnation("a hand"), epoch, Set.of(), true, false))))
          : List.of(input);
    }
  }

  /** A layout begins while the one before is not over. */
  static final class TombstonesIgnored implements Sabotage {

    @Override
    public boolean ignoresTombstones() {
      return true;
    }
  }

  /** An owner that reaches no worker keeps the Lease. */
  static final class LonelyOwnerStays implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return without(LeaderElectorInput.ReachesNobody.class, input);
    }
  }

  /** The others leave a Lease alone for a shorter time than its holder trusts it. */
  static final class Impatient implements Sabotage {

    private static final long EARLIER_MILLIS = 7_000;

    @Override
    public LeaderElectorSettings elector(LeaderElectorSettings settings) {
      return new LeaderElectorSettings(
          settings.lease().minusMillis(EARLIER_MILLIS),
          settings.renewDeadline(),
          settings.retry(),
          settings.permit(),
          settings.alone(),
          settings.seed());
    }

    @Override
    public long leaseEnds(long untilMillis, long now) {
      return untilMillis + EARLIER_MILLIS;
    }
  }

  /** An owner whose epoch a worker refuses does not go higher. */
  static final class RefusalIgnored implements Sabotage {

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      return without(LeaderElectorInput.Abdicated.class, input);
    }
  }

  /** A worker keeps a report for ever although nobody takes it in. */
  static final class ReportsKeptForEver implements Sabotage {

    @Override
    public WorkerSettings workerSettings() {
      WorkerSettings settings = WorkerSettings.defaults();
      return new WorkerSettings(
          settings.beat(),
          settings.writeTimeout(),
          settings.finishedResend(),
          settings.zombieAfter(),
          Duration.ofHours(10));
    }
  }

  /** A worker stays on the roster for ever. */
  static final class NobodyDismissed implements Sabotage {

    private final Map<SimulatedElection, Set<Incarnation>> ever = new HashMap<>();

    @Override
    public List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
      if (!(input instanceof LeaderElectorInput.RosterWanted(Set<Incarnation> workers))) {
        return List.of(input);
      }
      Set<Incarnation> all = ever.computeIfAbsent(election, absent -> new HashSet<>());
      all.addAll(workers);
      return List.of(new LeaderElectorInput.RosterWanted(all));
    }
  }

  /** Time goes on instead of what the mutant does not hear. */
  private static List<LeaderElectorInput> without(
      Class<? extends LeaderElectorInput> unheard, LeaderElectorInput input) {
    return List.of(unheard.isInstance(input) ? new LeaderElectorInput.Ticked() : input);
  }
}
