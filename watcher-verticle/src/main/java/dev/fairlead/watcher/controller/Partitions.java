package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Layout;
import dev.fairlead.protocol.ownership.Layouts;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The partitions of one controller on this watcher: those of the layout that is wanted, once every
 * earlier one is over, and until then those that have to be closed. What concerns a key goes to the
 * partition that the key is in, everything else to all that are owned here. Lives on the loop.
 */
public final class Partitions {

  /** Opens one of so many partitions. */
  interface Opener {
    PartitionWatch open(Partition partition, int of);
  }

  private static final Comparator<Partition> ORDER =
      Comparator.comparingInt(Partition::layout).thenComparingInt(Partition::number);

  private final String controller;
  private final Layouts layouts;
  private final Opener opener;
  private final SortedMap<Partition, PartitionWatch> watches = new TreeMap<>(ORDER);
  private boolean leaving;

  /** None before {@link #contend}. */
  Partitions(String controller, Opener opener) {
    this.controller = controller;
    this.layouts = new Layouts(controller, List.of(Layout.WHOLE));
    this.opener = opener;
  }

  /** The name of the controller. */
  String controller() {
    return controller;
  }

  /** What is known of the layouts; {@link #contend} after every change. */
  Layouts layouts() {
    return layouts;
  }

  /** Stands for what may be owned, and closes what is over. */
  void contend() {
    if (!leaving) {
      layouts.toOwn().forEach(this::opened);
      layouts.toClose().forEach(partition -> opened(partition).layoutOver());
    }
  }

  private PartitionWatch opened(Partition partition) {
    PartitionWatch known = watches.get(partition);
    if (known != null) {
      return known;
    }
    PartitionWatch opened = opener.open(partition, partitionsOf(partition.layout()));
    watches.put(partition, opened);
    opened.start();
    return opened;
  }

  private int partitionsOf(int layout) {
    return layouts.known().stream()
        .filter(one -> one.number() == layout)
        .mapToInt(Layout::partitions)
        .findFirst()
        .orElseThrow();
  }

  /** All of them, in their order. */
  public Collection<PartitionWatch> all() {
    return Collections.unmodifiableCollection(watches.values());
  }

  /** The one that a key is in: while a layout is replaced, the one that is still owned. */
  private Optional<PartitionWatch> of(NamespacedName key) {
    Optional<PartitionWatch> last = Optional.empty();
    for (Layout layout : layouts.known()) {
      PartitionWatch watch = watches.get(layout.partitionOf(controller, key));
      if (watch != null) {
        last = Optional.of(watch);
        if (watch.owner().isPresent()) {
          return last;
        }
      }
    }
    return last;
  }

  /** The name of the one that a key is in, or will be. */
  public Partition nameOf(NamespacedName key) {
    return of(key)
        .map(PartitionWatch::partition)
        .orElseGet(() -> wanted().partitionOf(controller, key));
  }

  /** Whoever owns a key, if it is owned here. */
  public Optional<DispatcherDriver> ownerOf(NamespacedName key) {
    return of(key).flatMap(PartitionWatch::owner);
  }

  /** Whether everything that can be owned is owned here. */
  public boolean ownsAll() {
    return !watches.isEmpty()
        && watches.values().stream().allMatch(watch -> watch.owner().isPresent());
  }

  /** The layout that is wanted. */
  Layout wanted() {
    return layouts.wanted();
  }

  /** The numbers of those of the wanted layout that are owned here. */
  Set<Integer> ownedNumbers() {
    return watches.values().stream()
        .filter(watch -> watch.owner().isPresent())
        .map(PartitionWatch::partition)
        .filter(partition -> partition.layout() == wanted().number())
        .map(Partition::number)
        .collect(Collectors.toSet());
  }

  /** Gives one of the wanted layout up, for others to take; whether that is news. */
  boolean handOver(int number) {
    return find(new Partition(controller, wanted().number(), number))
        .filter(PartitionWatch::handOver)
        .isPresent();
  }

  /** One of them. */
  Optional<PartitionWatch> find(Partition partition) {
    return Optional.ofNullable(watches.get(partition));
  }

  void handle(DispatcherInput input) {
    switch (input) {
      case DispatcherInput.KeyTouched(NamespacedName key, _, _) -> tellOwner(key, input);
      case DispatcherInput.KeyGone(NamespacedName key) -> tellOwner(key, input);
      case DispatcherInput.KeyPaused(NamespacedName key, _) -> tellOwner(key, input);
      case DispatcherInput.ChangePassedOver(ObservedObject primary) ->
          tellOwner(primary.name(), input);
      default -> each(watch -> watch.handle(input));
    }
  }

  private void tellOwner(NamespacedName key, DispatcherInput input) {
    ownerOf(key).ifPresent(owner -> owner.handle(input));
  }

  void tell(LeaderElectorInput input) {
    each(watch -> watch.tell(input));
  }

  /** Gives all of them up. */
  void leave() {
    leaving = true;
    each(PartitionWatch::leaveForGood);
  }

  /** One of them is given up for good. */
  void over(Partition partition) {
    watches.remove(partition);
  }

  /** The Lease of one of them is a tombstone. */
  void closed(Partition partition) {
    layouts.closed(partition);
    watches.remove(partition);
    contend();
  }

  /** Whether all of them are given up for good. */
  boolean left() {
    return watches.isEmpty();
  }

  void close() {
    leaving = true;
    each(PartitionWatch::close);
    watches.clear();
  }

  /** What a partition is told may lead to the end of it, or to others. */
  private void each(Consumer<PartitionWatch> what) {
    List.copyOf(watches.values()).forEach(what);
  }
}
