package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.rollout.Rollout;
import dev.fairlead.protocol.rollout.RolloutInput;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mutant: it bends what goes into a machine so that the machine acts as if one of its rules were
 * missing. The machines themselves know nothing of it. Without overrides nothing is bent.
 */
interface Sabotage {

  /** Nothing is bent. */
  Sabotage NONE = new Sabotage() {};

  default Delta delta(Delta delta, Lister cache) {
    return delta;
  }

  default ReflectorInput reflector(ReflectorInput input, Reflector reflector) {
    return input;
  }

  /** What a reflector takes in when a stream is over, one after the other. */
  default List<ReflectorInput> ended(ReflectorInput.Ended ended, Reflector reflector) {
    return List.of(ended);
  }

  default DispatcherSettings owner(DispatcherSettings settings) {
    return settings;
  }

  default LeaderElectorSettings elector(LeaderElectorSettings settings) {
    return settings;
  }

  /** What an elector takes in, one after the other. */
  default List<LeaderElectorInput> elector(LeaderElectorInput input, SimulatedElection election) {
    return List.of(input);
  }

  /** What an owner believes of its beginning. */
  default Tenure tenure(Tenure tenure, long now) {
    return tenure;
  }

  /** Until when an owner believes its Lease lasts. */
  default long leaseEnds(long untilMillis, long now) {
    return untilMillis;
  }

  /** The workers that an owner believes on the roster because it wants them to be. */
  default Optional<Set<Incarnation>> assuredUnwritten(Set<Incarnation> wanted) {
    return Optional.empty();
  }

  /** Whether a new layout begins while the one before is not over. */
  default boolean ignoresTombstones() {
    return false;
  }

  default Optional<RolloutInput> rollout(RolloutInput input, Rollout rollout) {
    return Optional.of(input);
  }

  /** Whether an owner believes that a worker declares what it serves. */
  default boolean serves(Declaration owner, Declaration worker) {
    return owner.equals(worker);
  }

  /** Whether an owner gives up what it owns when another declaration counts. */
  default boolean leavesForAnother() {
    return true;
  }

  default Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
    return Optional.of(input);
  }

  default WorkerInput worker(WorkerInput input, SimulatedWorker worker) {
    return input;
  }

  /** The length of a permit as the owner writes it into a message. */
  default long permitMillis(long millis) {
    return millis;
  }

  /** A write as it reaches the API server. */
  default SimulatedWrite write(SimulatedWrite write) {
    return write;
  }

  /** What a consistent read of one object finds: no more than the caches can show. */
  default Optional<ObservedObject> settles(ObjectRef ref, SimulatedApiServer api) {
    return api.read(ref);
  }

  /** After how many failures an attempt looks at what is in the way of a create. */
  default int looksAfter() {
    return SimulatedAttempt.LOOKS_AFTER;
  }

  /** A worker beats. */
  default void beaten(SimulatedWorker worker, Beat beat) {}

  default WorkerSettings workerSettings() {
    return WorkerSettings.defaults();
  }

  default long callTimeout(long givenMillis) {
    return givenMillis;
  }
}
