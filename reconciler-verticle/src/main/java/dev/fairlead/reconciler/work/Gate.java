package dev.fairlead.reconciler.work;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.worker.GateDecision;

/** Whether a write of an attempt may go out now; asked on any thread, right before the write. */
@FunctionalInterface
public interface Gate {

  /** Decides for one write; the answer is good for this moment only. */
  GateDecision ask(Token token);
}
