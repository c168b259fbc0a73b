package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.watch.Interception;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may come between a request and its verb: where faults are made. Thread-safe.
 *
 * <p>Called on the virtual thread of the request, after its user is known and before it is
 * authorized: to sleep there is latency.
 */
public interface Interference {

  /** Lets everything pass. */
  Interference NONE = (_, _, _) -> Verdict.PROCEED;

  Verdict before(RequestInfo request, User user, String userAgent) throws InterruptedException;

  /** What stands between a new watch and its client. */
  default Interception watch(RequestInfo request, User user, String userAgent) {
    return Interception.NONE;
  }

  /** Waits by the server's clock. */
  default void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }

  /** What becomes of the request. */
  sealed interface Verdict {

    Verdict PROCEED = new Proceed(OptionalLong.empty());

    /**
     * It is served.
     *
     * @param asOf the revision whose state a get or a list reads, as a replica would that lags
     *     behind; empty for the present one
     */
    record Proceed(OptionalLong asOf) implements Verdict {}

    /** It is answered with an error, and nothing happens. */
    record Refuse(Status status) implements Verdict {}

    /** Its connection is closed without an answer, and nothing happens. */
    record Drop() implements Verdict {}

    /**
     * It happens, and the answer comes late.
     *
     * @param delay empty for never: the connection is closed instead
     */
    record ServeLate(Optional<Duration> delay) implements Verdict {}
  }
}
