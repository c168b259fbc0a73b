package dev.fairlead.protocol.queue;

import dev.fairlead.protocol.object.NamespacedName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The due keys of one priority. Namespaces take turns, the least recently served first; within a
 * namespace the one that has waited longest is the first to go, also if it was given out in between
 * and came back. Every operation takes at most logarithmic time.
 */
final class Turns {

  private final Map<NamespacedName, Place> places = new HashMap<>();
  private final TreeMap<Place, NamespacedName> byAge = new TreeMap<>();
  private final LinkedHashMap<String, TreeMap<Place, NamespacedName>> byNamespace =
      new LinkedHashMap<>();
  private long arrivals;

  /** Before which others a key goes; of those that wait equally long the first to come. */
  private record Place(long sinceMillis, long arrival) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::sinceMillis).thenComparingLong(Place::arrival);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  void add(NamespacedName key, long sinceMillis) {
    remove(key);
    Place place = new Place(sinceMillis, arrivals++);
    places.put(key, place);
    byAge.put(place, key);
    byNamespace.computeIfAbsent(key.namespace(), absent -> new TreeMap<>()).put(place, key);
  }

  void remove(NamespacedName key) {
    Place place = places.remove(key);
    if (place == null) {
      return;
    }
    byAge.remove(place);
    byNamespace.computeIfPresent(
        key.namespace(),
        (namespace, keys) -> {
          keys.remove(place);
          return keys.isEmpty() ? null : keys;
        });
  }

  int count() {
    return places.size();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Since when the key that has waited longest has been waiting. */
  OptionalLong oldestSinceMillis() {
    return byAge.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byAge.firstKey().sinceMillis());
  }

  /** Takes out the key that has waited longest, whatever its namespace. */
  NamespacedName takeOldest() {
    NamespacedName oldest = byAge.firstEntry().getValue();
    remove(oldest);
    return oldest;
  }

  /** Takes out the first key of the namespace whose turn it is. */
  NamespacedName takeNext() {
    Map.Entry<String, TreeMap<Place, NamespacedName>> turn = byNamespace.firstEntry();
    NamespacedName key = turn.getValue().firstEntry().getValue();
    remove(key);
    if (!turn.getValue().isEmpty()) {
      byNamespace.putLast(turn.getKey(), turn.getValue());
    }
    return key;
  }
}
