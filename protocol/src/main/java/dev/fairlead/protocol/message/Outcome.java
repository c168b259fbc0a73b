package dev.fairlead.protocol.message;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;

/** How an attempt ended, and so what becomes of its key. */
public sealed interface Outcome {

  /** All is as desired; the key is idle until something changes. */
  record Done() implements Outcome {}

  /** All is as desired for now; the key is due again after a while. Resets the backoff. */
  record LookAgain(long afterMillis) implements Outcome {}

  /** Something is not there yet; the key is due again after a while. Resets the backoff. */
  record RetryAfter(long afterMillis, String reason) implements Outcome {}

  /**
   * The attempt failed; the key backs off, exponentially with every failure in a row.
   *
   * @param reason a word in camel case, as conditions have it
   */
  record Failed(String reason, String message) implements Outcome {}

  /** Trying again cannot help until the object changes: the key is idle until then. */
  record Rejected(String reason, String message) implements Outcome {}

  /**
   * The attempt worked from an object that has changed: the key waits, with backoff, until the
   * cache shows another version of that object.
   */
  record Stale(ObjectRef conflict, ResourceVersion seen) implements Outcome {}

  /** The worker gave the attempt up, because it was revoked or drains: it is simply run again. */
  record Abandoned(String reason) implements Outcome {}
}
