package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Token;

/** What a worker asks its driver to do. */
public sealed interface WorkerEffect {

  /** Broadcast who this worker is and what it reconciles. */
  record SendAnnounce() implements WorkerEffect {}

  /** Send this to an owner. */
  record SendPromise(Incarnation owner, Promise promise) implements WorkerEffect {}

  /** Send this to an owner. */
  record SendBeat(Incarnation owner, Beat beat) implements WorkerEffect {}

  /** Send this to an owner. */
  record SendAssignReply(Incarnation owner, AssignReply reply) implements WorkerEffect {}

  /** Send this to an owner. */
  record SendFinished(Incarnation owner, Finished finished) implements WorkerEffect {}

  /** Run the reconciler on a thread of the controller's pool. */
  record Start(Assign assign) implements WorkerEffect {}

  /** Interrupt the attempt's thread and cancel its context: it may not write any more. */
  record Interrupt(Token token, String why) implements WorkerEffect {}

  /**
   * An interrupted attempt did not come back in time; its slot stays taken until it does. Answer
   * with {@link WorkerInput.AttemptGivenUp}.
   */
  record ReportZombie(Token token) implements WorkerEffect {}

  /** Nothing runs and nothing is unreleased: a draining worker may leave. */
  record Drained() implements WorkerEffect {}

  /** Give a {@link WorkerInput.Ticked} at this time, replacing any later one asked for. */
  record WakeAt(long atMillis) implements WorkerEffect {}
}
