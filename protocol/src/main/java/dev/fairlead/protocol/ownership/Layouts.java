package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Partition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How one controller's keys are cut into partitions, now and before. Keys move between partitions
 * when the cut changes, so a partition of a layout may be contended for only when every Lease of
 * every earlier layout is a tombstone: then nobody owns any key there, and never will.
 *
 * <p>Not safe for use by several threads.
 */
public final class Layouts {

  private final String controller;
  private final Set<Partition> closed = new HashSet<>();
  private List<Layout> known;

  /**
   * Creates a view that has seen no tombstone.
   *
   * @param known the layouts that are not known to be over, in their order; the last is the one
   *     that is wanted
   */
  public Layouts(String controller, List<Layout> known) {
    this.controller = controller;
    this.known = List.copyOf(known);
  }

  /** Other layouts are known; what does not go as far as what was known before is old. */
  public void changed(List<Layout> other) {
    if (other.getLast().number() >= wanted().number()) {
      known = List.copyOf(other);
      closed.removeIf(partition -> partition.layout() < known.getFirst().number());
    }
  }

  /** The Lease of a partition was seen as a tombstone. */
  public void closed(Partition partition) {
    closed.add(partition);
  }

  /** The partitions whose Leases have to become tombstones, and are not known to be. */
  public List<Partition> toClose() {
    return known.subList(0, known.size() - 1).stream()
        .flatMap(layout -> layout.of(controller).stream())
        .filter(partition -> !closed.contains(partition))
        .toList();
  }

  /**
   * The partitions that may be owned: none while an earlier layout is not over, and none whose own
   * Lease is a tombstone.
   */
  public List<Partition> toOwn() {
    return toClose().isEmpty()
        ? wanted().of(controller).stream().filter(partition -> !closed.contains(partition)).toList()
        : List.of();
  }

  /** Whether every layout before the one that is wanted is over. */
  boolean areOver() {
    return toClose().isEmpty();
  }

  /** Whether a Lease of the layout that is wanted is a tombstone: there must be a later one. */
  boolean isOutdated() {
    return closed.stream().anyMatch(partition -> partition.layout() == wanted().number());
  }

  /** The layout that is wanted. */
  public Layout wanted() {
    return known.getLast();
  }

  /** All layouts that are not known to be over, in their order. */
  public List<Layout> known() {
    return known;
  }
}
