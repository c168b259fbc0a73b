package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes between a {@link Reflector} and its {@link Indexer}: first in, first out by object,
 * and folded by object, after client-go's {@code DeltaFIFO}.
 *
 * <p>A reader that falls behind needs no history: of one object at most one deletion and one state
 * after it are kept, so the queue is bounded by the objects of the collection. A complete list
 * becomes one state for each of its objects and one deletion for each known object that it lacks.
 */
public final class DeltaFIFO {

  private final Indexer known;
  private final LinkedHashMap<NamespacedName, Pending> queue = new LinkedHashMap<>();
  private boolean populated;
  private int initialPopulation;

  /** What waits for one object: a deletion, a state after it, or only another look. */
  private record Pending(Optional<Delta> deletion, Optional<Delta> state) {

    private static final Pending NOTHING = new Pending(Optional.empty(), Optional.empty());

    List<Delta> deltas() {
      return deletion
          .map(deleted -> state.map(after -> List.of(deleted, after)).orElse(List.of(deleted)))
          .orElse(state.map(List::of).orElse(List.of()));
    }
  }

  /** The folded changes of one object, in their order. */
  public record Popped(NamespacedName name, List<Delta> deltas) {

    public Popped {
      deltas = List.copyOf(deltas);
    }
  }

  /** Creates an empty queue in front of a cache, whose content tells what a complete list lacks. */
  public DeltaFIFO(Indexer known) {
    this.known = known;
  }

  /** Takes in a change. */
  public void add(Delta delta) {
    switch (delta) {
      case Delta.Added added -> state(added.object().name(), added);
      case Delta.Updated updated -> state(updated.object().name(), updated);
      case Delta.Deleted deleted -> deletion(deleted);
      case Delta.Replaced replaced -> replace(replaced);
      case Delta.Sync sync -> {
        if (!queue.containsKey(sync.name()) && known.get(sync.name()).isPresent()) {
          state(sync.name(), sync);
        }
      }
    }
  }

  /** Takes out the changes of the object that has waited longest. */
  public Optional<Popped> pop() {
    Map.Entry<NamespacedName, Pending> first = queue.pollFirstEntry();
    if (first == null) {
      return Optional.empty();
    }
    if (initialPopulation > 0) {
      initialPopulation--;
    }
    return Optional.of(new Popped(first.getKey(), first.getValue().deltas()));
  }

  /** Whether the first complete list has been put in, and taken out again. */
  public boolean hasSynced() {
    return populated && initialPopulation == 0;
  }

  /** How many objects wait. */
  public int count() {
    return queue.size();
  }

  private void state(NamespacedName name, Delta state) {
    Pending before = queue.getOrDefault(name, Pending.NOTHING);
    queue.put(name, new Pending(before.deletion(), Optional.of(state)));
  }

  private void deletion(Delta.Deleted deleted) {
    NamespacedName name = deleted.object().name();
    Pending before = queue.getOrDefault(name, Pending.NOTHING);
    boolean secondInARow = before.deletion().isPresent() && before.state().isEmpty();
    if (secondInARow && deleted.finalStateUnknown()) {
      return;
    }
    queue.put(name, new Pending(Optional.of(deleted), Optional.empty()));
  }

  private void replace(Delta.Replaced replaced) {
    Set<NamespacedName> listed = new HashSet<>(replaced.unreadable());
    for (ObservedObject object : replaced.objects()) {
      listed.add(object.name());
      state(object.name(), new Delta.Updated(object));
    }
    for (NamespacedName name : List.copyOf(queue.keySet())) {
      if (!listed.contains(name)) {
        latest(name).ifPresent(last -> deletion(new Delta.Deleted(last, true)));
      }
    }
    for (NamespacedName name : known.names()) {
      if (!listed.contains(name) && !queue.containsKey(name)) {
        known.get(name).ifPresent(last -> deletion(new Delta.Deleted(last, true)));
      }
    }
    if (!populated) {
      populated = true;
      initialPopulation = queue.size();
    }
  }

  /** The latest state of a queued object, unless the latest is that it is gone. */
  private Optional<ObservedObject> latest(NamespacedName name) {
    Pending pending = queue.getOrDefault(name, Pending.NOTHING);
    return pending
        .state()
        .flatMap(state ->
            switch (state) {
              case Delta.Added added -> Optional.of(added.object());
              case Delta.Updated updated -> Optional.of(updated.object());
              case Delta.Sync sync -> known.get(sync.name());
              case Delta.Deleted deleted -> Optional.empty();
              case Delta.Replaced several -> Optional.empty();
            });
  }
}
