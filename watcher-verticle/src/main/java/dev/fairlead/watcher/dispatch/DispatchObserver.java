package dev.fairlead.watcher.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import java.time.Duration;
import java.util.List;

/** Hears what is to be measured and traced. Called on the watcher's loop; must not block. */
public interface DispatchObserver {

  /** So many keys of a partition have become due that were not. */
  default void added(Partition partition, long keys) {}

  /**
   * An attempt was given to a worker for the first time.
   *
   * @param waited how long the key had been due
   */
  default void assigned(Token token, List<Reason> reasons, TraceContext trace, Duration waited) {}

  /** An attempt is over. */
  default void over(Finished finished) {}
}
