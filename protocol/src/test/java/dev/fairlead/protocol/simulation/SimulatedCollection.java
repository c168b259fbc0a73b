package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One resource in the API server: its objects now, and every change since the beginning as those
 * see it who list and watch with the declared selector. To them an object that ceases to match is
 * deleted, and one that begins to is added.
 */
final class SimulatedCollection {

  private final TreeMap<NamespacedName, ObservedObject> objects = new TreeMap<>();

  /** The changes of each era; a restore from a backup begins a new one. */
  private final List<List<Entry>> eras = new ArrayList<>(List.of(new ArrayList<>()));

  private long stateHash;
  private int compacted;

  /** What a backup has of it. */
  record Backup(List<ObservedObject> objects, List<Entry> log, long stateHash) {}

  Backup backup() {
    return new Backup(all(), List.copyOf(log()), stateHash);
  }

  /** All is as it was, and a new era begins. */
  void restore(Backup backup) {
    objects.clear();
    backup.objects().forEach(object -> objects.put(object.name(), object));
    eras.add(new ArrayList<>(backup.log()));
    stateHash = backup.stateHash();
    compacted = Math.min(compacted, log().size());
  }

  private List<Entry> log() {
    return eras.getLast();
  }

  /** One change, and the hash of the whole state after it. */
  record Entry(long version, Change change, ObservedObject object, long stateHash) {}

  Optional<ObservedObject> get(NamespacedName name) {
    return Optional.ofNullable(objects.get(name));
  }

  List<ObservedObject> all() {
    return List.copyOf(objects.values());
  }

  /** Those that the declared selector shows. */
  List<ObservedObject> shown() {
    return objects.values().stream().filter(Resources::selects).toList();
  }

  void append(long version, Change change, ObservedObject object) {
    Optional<ObservedObject> before = get(object.name()).filter(Resources::selects);
    if (change == Change.DELETED) {
      objects.remove(object.name());
    } else {
      objects.put(object.name(), object);
    }
    boolean shows = change != Change.DELETED && Resources.selects(object);
    before.ifPresent(gone -> stateHash -= hash(gone));
    if (shows) {
      stateHash += hash(object);
      log()
          .add(
              new Entry(
                  version, before.isPresent() ? Change.MODIFIED : Change.ADDED, object, stateHash));
    } else if (before.isPresent()) {
      log().add(new Entry(version, Change.DELETED, at(before.get(), version), stateHash));
    }
  }

  /** The same object at another version: a deletion has one of its own. */
  static ObservedObject at(ObservedObject object, long version) {
    Metadata last = object.metadata();
    return new ObservedObject(
        object.resource(),
        new Metadata(
            last.name(),
            last.uid(),
            new ResourceVersion(Long.toString(version)),
            last.generation(),
            last.deleting(),
            last.labels(),
            last.annotations(),
            last.owners(),
            last.fields()),
        Frame.EMPTY);
  }

  int size() {
    return log().size();
  }

  Entry entry(int index) {
    return log().get(index);
  }

  /** The version of the last change. */
  long version() {
    return log().isEmpty() ? 0 : log().getLast().version();
  }

  /** The index of the first change after a version. */
  int after(long version) {
    return after(log(), version);
  }

  private static int after(List<Entry> log, long version) {
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

  /** The version of the last change of a name up to a version; 0 if there was none. */
  long lastChange(NamespacedName name, long version) {
    for (int index = after(version) - 1; index >= 0; index--) {
      if (entry(index).object().name().equals(name)) {
        return entry(index).version();
      }
    }
    return 0;
  }

  /** Forgets the history: who asks for it has to list again. */
  void compact() {
    compacted = log().size();
  }

  boolean compactedAfter(int index) {
    return index < compacted;
  }

  /** The state after the first {@code count} changes. */
  List<ObservedObject> state(int count) {
    if (count == log().size()) {
      return shown();
    }
    TreeMap<NamespacedName, ObservedObject> state = new TreeMap<>();
    for (Entry entry : log().subList(0, count)) {
      if (entry.change() == Change.DELETED) {
        state.remove(entry.object().name());
      } else {
        state.put(entry.object().name(), entry.object());
      }
    }
    return List.copyOf(state.values());
  }

  /** The hash of the state at a version of an era. */
  long hashAt(int era, long version) {
    List<Entry> log = eras.get(era);
    int count = after(log, version);
    return count == 0 ? 0 : log.get(count - 1).stateHash();
  }

  static long hash(ObservedObject object) {
    long hash = object.name().hashCode() * 0x9E3779B97F4A7C15L;
    hash ^= object.resourceVersion().value().hashCode() * 0xBF58476D1CE4E5B9L;
    return hash * 0x94D049BB133111EBL;
  }
}
