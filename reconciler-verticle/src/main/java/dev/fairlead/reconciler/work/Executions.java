package dev.fairlead.reconciler.work;

import dev.fairlead.protocol.message.Assign;

/** Makes an attempt of an assignment. */
@FunctionalInterface
public interface Executions {

  /** An attempt that has not begun; every write of it asks the gate. Does not block. */
  Execution of(Assign assign, Gate gate);
}
