package dev.fairlead.protocol.message;

import java.util.List;

/**
 * A worker's report of an attempt that ended. It is repeated until the owner answers {@link
 * Released}.
 */
public record Finished(
    Token token,
    Incarnation worker,
    Outcome outcome,
    List<WriteEntry> writes,
    long durationMillis,
    TraceContext trace) {

  public Finished {
    writes = List.copyOf(writes);
  }
}
