package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One resource in the API server: its objects now, and every change since the beginning. */
final class SimulatedCollection {

  private final TreeMap<NamespacedName, ObservedObject> objects = new TreeMap<>();
  private final List<Entry> log = new ArrayList<>();
  private long stateHash;
  private int compacted;

  /** One change, and the hash of the whole state after it. */
  record Entry(long version, Change change, ObservedObject object, long stateHash) {}

  Optional<ObservedObject> get(NamespacedName name) {
    return Optional.ofNullable(objects.get(name));
  }

  List<ObservedObject> all() {
    return List.copyOf(objects.values());
  }

  void append(long version, Change change, ObservedObject object) {
    ObservedObject before = objects.get(object.name());
    if (before != null) {
      stateHash -= hash(before);
    }
    if (change == Change.DELETED) {
      objects.remove(object.name());
    } else {
      objects.put(object.name(), object);
      stateHash += hash(object);
    }
    log.add(new Entry(version, change, object, stateHash));
  }

  int size() {
    return log.size();
  }

  Entry entry(int index) {
    return log.get(index);
  }

  /** The version of the last change. */
  long version() {
    return log.isEmpty() ? 0 : log.getLast().version();
  }

  /** The index of the first change after a version. */
  int after(long version) {
    int low = 0;
    int high = log.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.get(middle).version() <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Forgets the history: who asks for it has to list again. */
  void compact() {
    compacted = log.size();
  }

  boolean compactedAfter(int index) {
    return index < compacted;
  }

  /** The state after the first {@code count} changes. */
  List<ObservedObject> state(int count) {
    if (count == log.size()) {
      return all();
    }
    TreeMap<NamespacedName, ObservedObject> state = new TreeMap<>();
    for (Entry entry : log.subList(0, count)) {
      if (entry.change() == Change.DELETED) {
        state.remove(entry.object().name());
      } else {
        state.put(entry.object().name(), entry.object());
      }
    }
    return List.copyOf(state.values());
  }

  /** The hash of the state at a version. */
  long hashAt(long version) {
    int count = after(version);
    return count == 0 ? 0 : log.get(count - 1).stateHash();
  }

  static long hash(ObservedObject object) {
    long hash = object.name().hashCode() * 0x9E3779B97F4A7C15L;
    hash ^= object.resourceVersion().value().hashCode() * 0xBF58476D1CE4E5B9L;
    return hash * 0x94D049BB133111EBL;
  }
}
