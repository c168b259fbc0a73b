package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The partitions of one controller on this watcher. What concerns a key goes to the partition that
 * the key is in, everything else to all that are owned here. Lives on the loop.
 */
public final class Partitions {

  private final Map<Integer, PartitionWatch> byNumber = new TreeMap<>();
  private final List<Partition> staying = new ArrayList<>();
  private final int count;

  private Partitions(int count) {
    this.count = count;
  }

  /** So many partitions of a layout. */
  static Partitions open(
      String controller, int layout, int count, Function<Partition, PartitionWatch> open) {
    Partitions partitions = new Partitions(count);
    for (int number = 0; number < count; number++) {
      Partition partition = new Partition(controller, layout, number);
      partitions.staying.add(partition);
      partitions.byNumber.put(number, open.apply(partition));
    }
    return partitions;
  }

  /** Each stands for its Lease from now on. */
  void start() {
    byNumber.values().forEach(PartitionWatch::start);
  }

  /** All of them, in their order. */
  public Collection<PartitionWatch> all() {
    return Collections.unmodifiableCollection(byNumber.values());
  }

  /** The one that a key is in. */
  public PartitionWatch of(NamespacedName key) {
    PartitionWatch found = byNumber.get(Partition.numberOf(key, count));
    if (found == null) {
      throw new IllegalStateException("no partition for " + key);
    }
    return found;
  }

  /** One of them, if it is of this layout. */
  Optional<PartitionWatch> find(Partition partition) {
    return Optional.ofNullable(byNumber.get(partition.number()))
        .filter(watch -> watch.partition().equals(partition));
  }

  /** The dispatchers of those that are owned here. */
  public List<DispatcherDriver> owned() {
    return byNumber.values().stream().flatMap(watch -> watch.owner().stream()).toList();
  }

  boolean contains(Partition partition, NamespacedName key) {
    return Partition.numberOf(key, count) == partition.number();
  }

  void handle(DispatcherInput input) {
    switch (input) {
      case DispatcherInput.KeyTouched(NamespacedName key, _, _) -> of(key).handle(input);
      case DispatcherInput.KeyGone(NamespacedName key) -> of(key).handle(input);
      case DispatcherInput.KeyPaused(NamespacedName key, _) -> of(key).handle(input);
      default -> byNumber.values().forEach(watch -> watch.handle(input));
    }
  }

  void tell(LeaderElectorInput input) {
    byNumber.values().forEach(watch -> watch.tell(input));
  }

  /** Gives all of them up. */
  void leave() {
    List.copyOf(byNumber.values()).forEach(PartitionWatch::leaveForGood);
  }

  /** One of them is given up for good. */
  void over(Partition partition) {
    staying.remove(partition);
  }

  /** Whether all of them are given up for good. */
  boolean left() {
    return staying.isEmpty();
  }

  void close() {
    byNumber.values().forEach(PartitionWatch::close);
    staying.clear();
  }
}
