package dev.fairlead.watcher.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import java.util.List;

/** Hears what is to be measured and traced. Called on the watcher's loop; must not block. */
public interface DispatchObserver {

  /** Hears nothing. */
  DispatchObserver NONE = new DispatchObserver() {};

  /** An attempt was given to a worker for the first time. */
  default void assigned(Token token, List<Reason> reasons, TraceContext trace) {}

  /** An attempt is over. */
  default void over(Finished finished) {}
}
