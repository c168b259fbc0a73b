package dev.fairlead.protocol.message;

import java.util.Set;

/**
 * The owner's answer to one {@link Beat}: which of its attempts stand, and for how long. The worker
 * counts the duration from when it <em>sent</em> that beat. Attempts of the beat that are not named
 * are revoked.
 */
public record Permit(
    Incarnation owner,
    Partition partition,
    long epoch,
    long beat,
    Set<Token> standing,
    long durationMillis) {

  public Permit {
    standing = Set.copyOf(standing);
  }
}
