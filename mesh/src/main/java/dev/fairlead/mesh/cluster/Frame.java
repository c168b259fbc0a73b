package dev.fairlead.mesh.cluster;

import java.util.List;
import java.util.Optional;

/** What two processes say to each other on the cluster port. */
sealed interface Frame {

  /** Who is there? */
  record Ring() implements Frame {}

  /**
   * Who is there.
   *
   * @param start drawn at random at the start of the process, so that it knows itself
   * @param seen from where it was rung, as far as it can see: who rang knows where it is itself,
   *     and so whether something stands between
   */
  record Answer(Member member, String start, Optional<Endpoint> seen) implements Frame {}

  /** Asks to be let in; what follows is said by the one who asks, and the other keeps time. */
  record Hello(Member member, String start) implements Frame {}

  /** Lets in, and tells of others. */
  record Welcome(List<Endpoint> known) implements Frame {}

  /** Does not let in, and says why. */
  record Refused(String why) implements Frame {}

  /** Tells of others. */
  record Known(List<Endpoint> endpoints) implements Frame {}

  /** The sender consumes what is sent to the address of the bus. */
  record Subscribed(String address, long sequence) implements Frame {}

  /** The sender does no more. */
  record Unsubscribed(String address, long sequence) implements Frame {}

  /** All subscriptions so far have been told. */
  record CaughtUp() implements Frame {}

  /** The sender is alive; answered with the same. */
  record Beat() implements Frame {}

  /** The sender ends. */
  record Goodbye() implements Frame {}
}
