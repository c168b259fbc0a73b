package dev.fairlead.protocol.message;

import java.util.Set;

/**
 * What one watcher is to one controller. Published every second, and when it changes, so that
 * watchers can share the partitions evenly. A hint only: what may be owned the Leases say.
 *
 * @param layout the layout that it knows to be wanted
 * @param ready whether it is in step and stays: it could own more
 * @param owned the numbers of the partitions of that layout that it owns
 */
public record Standing(
    Incarnation watcher, String controller, int layout, boolean ready, Set<Integer> owned) {

  public Standing {
    owned = Set.copyOf(owned);
  }
}
