package dev.fairlead.protocol.access;

/**
 * What an API server says about callers. Every call is a question to it: it blocks for seconds at
 * most, so it belongs on a virtual thread. Thread-safe. Nothing is remembered or tried again.
 */
public interface Reviews {

  /** Who has a token. */
  sealed interface Authentication {

    /** Somebody. */
    record Known(Caller caller) implements Authentication {}

    /** Nobody: it is malformed, expired, or for others. */
    record Unknown(String why) implements Authentication {}

    /** The server did not say; cause and remedy, one line. */
    record Unavailable(String why) implements Authentication {}
  }

  /** Whether somebody may do something. */
  sealed interface Authorization {

    /** They may. */
    record Allowed() implements Authorization {}

    /** They may not; the server's words, empty if it has none. */
    record Denied(String why) implements Authorization {}

    /** The server did not say; cause and remedy, one line. */
    record Unavailable(String why) implements Authorization {}
  }

  /** A TokenReview. */
  Authentication authenticate(String token) throws InterruptedException;

  /** A SubjectAccessReview. */
  Authorization authorize(Caller caller, Access access) throws InterruptedException;
}
