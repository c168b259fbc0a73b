package dev.fairlead.sandbox.behaviour;

import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is to be looked at when: each object once for each controller, at its earliest time. */
final class Agenda {

  /** One object for one controller. */
  record Item(Controller controller, Key key) {}

  private record Entry(Instant at, long order, Item item) {}

  private final Map<Item, Entry> entries = new HashMap<>();
  private final TreeSet<Entry> sorted =
      new TreeSet<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private long count;

  void add(Item item, Instant at) {
    Entry present = entries.get(item);
    if (present != null) {
      if (!at.isBefore(present.at())) {
        return;
      }
      sorted.remove(present);
    }
    Entry entry = new Entry(at, count++, item);
    entries.put(item, entry);
    sorted.add(entry);
  }

  /** When the first is due. */
  Optional<Instant> next() {
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.first().at());
  }

  /** Takes the first one that is due. */
  Optional<Item> take(Instant now) {
    if (sorted.isEmpty() || sorted.first().at().isAfter(now)) {
      return Optional.empty();
    }
    Entry first = sorted.removeFirst();
    entries.remove(first.item());
    return Optional.of(first.item());
  }
}
