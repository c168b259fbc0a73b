package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Partition;
import java.util.ArrayList;
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
  private List<Integer> history;

  /**
   * Creates a view that has seen no tombstone.
   *
   * @param history how many partitions each layout has, from layout 1 on; the last is the one that
   *     is wanted
   */
  public Layouts(String controller, List<Integer> history) {
    this.controller = controller;
    this.history = List.copyOf(history);
  }

  /** The configuration says something else; a shorter history than the one known is an old one. */
  public void changed(List<Integer> newHistory) {
    if (newHistory.size() > history.size()) {
      history = List.copyOf(newHistory);
    }
  }

  /** The Lease of a partition was seen as a tombstone. */
  public void closed(Partition partition) {
    closed.add(partition);
  }

  /** The partitions whose Leases have to become tombstones, and are not known to be. */
  public List<Partition> toClose() {
    List<Partition> open = new ArrayList<>();
    for (int layout = 1; layout < history.size(); layout++) {
      open.addAll(partitions(layout));
    }
    open.removeAll(closed);
    return open;
  }

  /** The partitions that may be owned; none while an earlier layout is not over. */
  public List<Partition> toOwn() {
    return toClose().isEmpty() ? wanted() : List.of();
  }

  /** The partitions of the layout that is wanted. */
  public List<Partition> wanted() {
    return partitions(history.size());
  }

  private List<Partition> partitions(int layout) {
    List<Partition> partitions = new ArrayList<>();
    for (int number = 0; number < history.get(layout - 1); number++) {
      partitions.add(new Partition(controller, layout, number));
    }
    return partitions;
  }
}
