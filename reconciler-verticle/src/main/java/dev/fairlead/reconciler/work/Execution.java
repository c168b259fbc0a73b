package dev.fairlead.reconciler.work;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.worker.Waits;
import java.util.List;

/** One attempt that can be run and ended early. */
public interface Execution {

  /** Runs the attempt to its end; blocks, on a virtual thread of its own. */
  End run();

  /** The attempt may not write any more: ends it soon. Called on any thread, perhaps repeatedly. */
  void cancel(String why);

  /** What has been written so far; may be asked on any thread while it runs. */
  Written soFar();

  /** The writes of an attempt, and the trace they were made in. */
  record Written(List<WriteEntry> writes, TraceContext trace) {

    public Written {
      writes = List.copyOf(writes);
    }
  }

  /** What came of an attempt, and what it waited for. */
  record End(Outcome outcome, Written written, Waits waits) {}
}
