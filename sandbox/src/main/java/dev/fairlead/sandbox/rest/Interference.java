package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.watch.Interception;

/**
 * What may come between a request and its verb: where faults are made. Thread-safe.
 *
 * <p>Called on the virtual thread of the request, after its user is known and before it is
 * authorized: to sleep there is latency.
 */
public interface Interference {

  /** Lets everything pass. */
  Interference NONE = _ -> Verdict.PROCEED;

  Verdict before(RequestInfo request) throws InterruptedException;

  /** What stands between a new watch and its client. */
  default Interception watch(RequestInfo request) {
    return Interception.NONE;
  }

  /** What becomes of the request. */
  sealed interface Verdict {

    Verdict PROCEED = new Proceed();

    /** It is served. */
    record Proceed() implements Verdict {}

    /** It is answered with an error, and nothing happens. */
    record Refuse(Status status) implements Verdict {}

    /** Its connection is closed without an answer, and nothing happens. */
    record Drop() implements Verdict {}

    /** It happens, and its connection is closed without an answer. */
    record ServeAndDrop() implements Verdict {}
  }
}
