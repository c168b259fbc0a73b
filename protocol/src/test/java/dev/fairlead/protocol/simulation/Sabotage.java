package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.util.Optional;

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

  default DispatcherSettings owner(DispatcherSettings settings) {
    return settings;
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

  /** A worker beats. */
  default void beaten(SimulatedWorker worker, Beat beat) {}

  default WorkerSettings workerSettings() {
    return WorkerSettings.defaults();
  }

  default long callTimeout(long givenMillis) {
    return givenMillis;
  }
}
