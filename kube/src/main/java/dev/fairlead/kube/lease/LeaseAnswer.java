package dev.fairlead.kube.lease;

import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Lease;

/** What came of a call for a Lease. */
public sealed interface LeaseAnswer {

  /** This is there. */
  record Found(Lease lease) implements LeaseAnswer {}

  /** The write was done, and this is what it led to. */
  record Stored(String uid, ResourceVersion version) implements LeaseAnswer {}

  /** The Lease is not as the write expected it: changed, replaced, or there at all. */
  record Conflicted() implements LeaseAnswer {}

  /** There is no Lease to update. */
  record Missing() implements LeaseAnswer {}

  /**
   * Refused, or without an answer; a write may have been done.
   *
   * @param cause cause and remedy, one line
   */
  record Failed(String cause) implements LeaseAnswer {}
}
