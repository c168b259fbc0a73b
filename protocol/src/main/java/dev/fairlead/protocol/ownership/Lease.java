package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.object.ResourceVersion;

/** What is in the API server in a Lease's place. */
public sealed interface Lease {

  /** Nothing. */
  record Absent() implements Lease {}

  /** A Lease that Fairlead has not written: it is left alone, and people are told. */
  record Foreign(String why) implements Lease {}

  /**
   * A Lease of Fairlead's that another hand has changed: who holds it is not known.
   *
   * @param epoch the highest epoch that it speaks of
   */
  record Edited(String uid, ResourceVersion version, long epoch) implements Lease {}

  /** A Lease as Fairlead has written it. */
  record Kept(String uid, ResourceVersion version, LeaseRecord record) implements Lease {}
}
