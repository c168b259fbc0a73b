package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import java.util.List;

/** What happens to a worker. */
public sealed interface WorkerInput {

  /** An owner introduced itself. */
  record HelloReceived(Hello hello) implements WorkerInput {}

  /** An attempt was assigned, perhaps not for the first time. */
  record AssignReceived(Assign assign) implements WorkerInput {}

  /** An owner answered a beat. */
  record PermitReceived(Permit permit) implements WorkerInput {}

  /** An owner has taken in a report. */
  record ReleasedReceived(Released released) implements WorkerInput {}

  /** The reconciler's thread is back, with what it did and what it waited for. */
  record AttemptEnded(
      Token token, Outcome outcome, List<WriteEntry> writes, TraceContext trace, Waits waits)
      implements WorkerInput {

    private static final int TOO_MANY_REQUESTS = 429;

    public AttemptEnded {
      writes = List.copyOf(writes);
    }

    /** Whether the API server had too much to do for one of its writes. */
    boolean overloaded() {
      return !(outcome instanceof Outcome.Abandoned)
          && writes.stream().anyMatch(AttemptEnded::meansOverload);
    }

    private static boolean meansOverload(WriteEntry entry) {
      return switch (entry) {
        case WriteEntry.Refused refused -> refused.code() == TOO_MANY_REQUESTS;
        case WriteEntry.Unanswered unanswered -> true;
        case WriteEntry.Written written -> false;
        case WriteEntry.Gone gone -> false;
      };
    }
  }

  /**
   * What a zombie had written when it was reported by {@link WorkerEffect.ReportZombie}: its key
   * goes on, its slot stays taken until {@link AttemptEnded}.
   */
  record AttemptGivenUp(Token token, List<WriteEntry> writes, TraceContext trace)
      implements WorkerInput {

    public AttemptGivenUp {
      writes = List.copyOf(writes);
    }
  }

  /** Between which numbers a worker may choose how many attempts of a controller run at once. */
  record LimitsChanged(String controller, Limits limits) implements WorkerInput {}

  /** A collection of the heap has just shown that memory is short. */
  record MemoryShort() implements WorkerInput {}

  /** Take nothing more; finish what runs. */
  record DrainStarted() implements WorkerInput {}

  /**
   * Wall clock and monotonic clock diverged: the machine was suspended, and no permit can be
   * trusted.
   */
  record ClockDiverged() implements WorkerInput {}

  /** Time passed. */
  record Ticked() implements WorkerInput {}
}
