package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Token;
import java.util.HashMap;
import java.util.Map;

/** 5. No worker starts or writes under an epoch below one it promised, and promises never fall. */
final class PromiseKept implements Invariant {

  private final Map<Promised, Long> promised = new HashMap<>();

  private record Promised(SimulatedWorker worker, Partition partition) {}

  @Override
  public void promised(World world, SimulatedWorker worker, Promise promise) {
    Long before = promised.put(new Promised(worker, promise.partition()), promise.epoch());
    if (before != null && promise.epoch() < before) {
      throw new Violation("5 PromiseKept", worker.incarnation() + " promised less than before");
    }
  }

  @Override
  public void started(World world, SimulatedWorker worker, Assign assign) {
    keeps(worker, assign.token(), "starts");
  }

  @Override
  public void passedGate(World world, SimulatedWorker worker, Token token, long timeoutMillis) {
    keeps(worker, token, "writes");
  }

  private void keeps(SimulatedWorker worker, Token token, String does) {
    long epoch = promised.getOrDefault(new Promised(worker, token.partition()), Long.MAX_VALUE);
    if (token.epoch() < epoch) {
      throw new Violation(
          "5 PromiseKept",
          worker.incarnation() + " " + does + " " + token + " and has promised " + epoch);
    }
  }
}
