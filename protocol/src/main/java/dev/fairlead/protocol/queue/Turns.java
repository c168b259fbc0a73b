package dev.fairlead.protocol.queue;

import dev.fairlead.protocol.object.NamespacedName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The due keys of one priority. Namespaces take turns, the least recently served first; within a
 * namespace the first to come is the first to go. Every operation takes constant time.
 */
final class Turns {

  private final LinkedHashMap<NamespacedName, Long> sinceByKey = new LinkedHashMap<>();
  private final LinkedHashMap<String, LinkedHashSet<NamespacedName>> byNamespace =
      new LinkedHashMap<>();

  void add(NamespacedName key, long sinceMillis) {
    sinceByKey.put(key, sinceMillis);
    byNamespace.computeIfAbsent(key.namespace(), absent -> new LinkedHashSet<>()).add(key);
  }

  void remove(NamespacedName key) {
    sinceByKey.remove(key);
    byNamespace.computeIfPresent(
        key.namespace(),
        (namespace, keys) -> {
          keys.remove(key);
          return keys.isEmpty() ? null : keys;
        });
  }

  int count() {
    return sinceByKey.size();
  }

  boolean isEmpty() {
    return sinceByKey.isEmpty();
  }

  /** Since when the key that came first has been waiting. */
  OptionalLong oldestSinceMillis() {
    Map.Entry<NamespacedName, Long> oldest = sinceByKey.firstEntry();
    return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.getValue());
  }

  /** Takes out the key that came first, whatever its namespace. */
  NamespacedName takeOldest() {
    NamespacedName oldest = sinceByKey.firstEntry().getKey();
    remove(oldest);
    return oldest;
  }

  /** Takes out the first key of the namespace whose turn it is. */
  NamespacedName takeNext() {
    Map.Entry<String, LinkedHashSet<NamespacedName>> turn = byNamespace.pollFirstEntry();
    NamespacedName key = turn.getValue().removeFirst();
    sinceByKey.remove(key);
    if (!turn.getValue().isEmpty()) {
      byNamespace.putLast(turn.getKey(), turn.getValue());
    }
    return key;
  }
}
