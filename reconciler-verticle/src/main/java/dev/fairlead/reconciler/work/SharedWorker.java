package dev.fairlead.reconciler.work;

import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The worker machine behind one lock, so that an attempt's thread is answered by the state that the
 * event loop left, and by no half-made one. The lock is held for the machine's own steps only,
 * which do no I/O. Thread-safe.
 *
 * <p>Both clocks are looked at before every step and every decision: the first thread that runs
 * after the machine was suspended, whichever it is, finds all permits dropped.
 */
final class SharedWorker {

  private final ReentrantLock lock = new ReentrantLock();
  private final Worker worker;
  private final Clocks clocks;
  private final Consumer<List<WorkerEffect>> outOfTurn;

  /**
   * Shares a machine.
   *
   * @param outOfTurn takes effects that no {@link #handle} asked for; called on any thread
   */
  SharedWorker(Worker worker, Clocks clocks, Consumer<List<WorkerEffect>> outOfTurn) {
    this.worker = worker;
    this.clocks = clocks;
    this.outOfTurn = outOfTurn;
  }

  List<WorkerEffect> handle(WorkerInput input) {
    lock.lock();
    try {
      List<WorkerEffect> effects = new ArrayList<>(checkClocks());
      effects.addAll(worker.handle(input, clocks.nowMillis()));
      return effects;
    } finally {
      lock.unlock();
    }
  }

  GateDecision gate(Token token) {
    List<WorkerEffect> effects;
    GateDecision decision;
    lock.lock();
    try {
      effects = checkClocks();
      decision = worker.gate(token, clocks.nowMillis());
    } finally {
      lock.unlock();
    }
    if (!effects.isEmpty()) {
      outOfTurn.accept(effects);
    }
    return decision;
  }

  private List<WorkerEffect> checkClocks() {
    return clocks.diverged()
        ? worker.handle(new WorkerInput.ClockDiverged(), clocks.nowMillis())
        : List.of();
  }
}
