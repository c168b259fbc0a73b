package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import java.util.List;
import java.util.Map;

/** The reconciler role of one process, for all its controllers. */
public final class Worker {

  /** Creates a worker with so many slots for each controller. */
  public Worker(
      Incarnation self, String zone, Map<String, Integer> slots, WorkerSettings settings) {}

  /** Takes in what happened and answers with what to do. */
  public List<WorkerEffect> handle(WorkerInput input, long nowMillis) {
    return List.of();
  }

  /** Whether a write of this attempt may go out now. */
  public GateDecision gate(Token token, long nowMillis) {
    return new GateDecision.Refuse(GateDecision.Why.NOT_RUNNING);
  }
}
