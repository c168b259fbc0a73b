package dev.fairlead.mesh.cluster;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another process, as far as it is known: over one link it speaks to this process, over the other
 * this process speaks to it. It is present while both stand. Confined to the event loop of {@link
 * Peers}.
 */
final class Peer {

  /** A process consumes a handful of addresses for each role and controller. */
  static final int SUBSCRIPTIONS_MAX = 10_000;

  Member member;
  final Set<Frame.Subscribed> subscriptions = new HashSet<>();
  @Nullable Link speaks;
  @Nullable Link hears;
  boolean caughtUp;
  boolean present;
  boolean leaving;

  Peer(Member member) {
    this.member = member;
  }

  boolean connected() {
    return speaks != null || hears != null;
  }

  boolean complete() {
    return speaks != null && hears != null && caughtUp && !leaving;
  }
}
