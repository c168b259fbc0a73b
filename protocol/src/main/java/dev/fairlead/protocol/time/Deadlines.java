package dev.fairlead.protocol.time;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One time for each of some keys, and the earliest of them. Every operation takes logarithmic time;
 * equal times come in the order in which they were set.
 */
public final class Deadlines<K> {

  private final Map<K, Entry<K>> byKey = new HashMap<>();
  private final TreeSet<Entry<K>> byTime =
      new TreeSet<>(
          Comparator.<Entry<K>>comparingLong(Entry::atMillis).thenComparingLong(Entry::sequence));
  private long sequence;

  private record Entry<K>(long atMillis, long sequence, K key) {}

  /** Sets the time of a key, in place of the one it had. */
  public void set(K key, long atMillis) {
    remove(key);
    sequence++;
    Entry<K> entry = new Entry<>(atMillis, sequence, key);
    byKey.put(key, entry);
    byTime.add(entry);
  }

  /** Forgets a key. */
  public void remove(K key) {
    Entry<K> entry = byKey.remove(key);
    if (entry != null) {
      byTime.remove(entry);
    }
  }

  /** The earliest time; {@link Alarm#NEVER} if there is none. */
  public long nextMillis() {
    return byTime.isEmpty() ? Alarm.NEVER : byTime.getFirst().atMillis();
  }

  /** Takes out the earliest key whose time has come. */
  public Optional<K> pollDue(long nowMillis) {
    if (nextMillis() > nowMillis || byTime.isEmpty()) {
      return Optional.empty();
    }
    K key = byTime.getFirst().key();
    remove(key);
    return Optional.of(key);
  }
}
