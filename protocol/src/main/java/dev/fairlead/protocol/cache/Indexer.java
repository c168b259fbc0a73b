package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cache of one resource: its objects by name, and the indexes over them. It holds what the API
 * server holds, no more; its bound is the collection's own. Written by a {@link SharedInformer}
 * only.
 */
public final class Indexer implements Lister {

  private final TreeMap<NamespacedName, ObservedObject> objects = new TreeMap<>();
  private final Map<Index, Map<NamespacedName, TreeSet<NamespacedName>>> indexes = new HashMap<>();
  private long sizeBytes;

  /** Creates an empty cache with these indexes. */
  public Indexer(Set<Index> indexes) {
    for (Index index : indexes) {
      this.indexes.put(index, new HashMap<>());
    }
  }

  /** Puts an object into the cache; the answer is the state it replaces. */
  Optional<ObservedObject> put(ObservedObject object) {
    Optional<ObservedObject> before = Optional.ofNullable(objects.put(object.name(), object));
    before.ifPresent(this::forget);
    sizeBytes += object.frame().storedBytes();
    indexes.forEach((index, names) -> {
      for (NamespacedName value : index.values(object.metadata())) {
        names.computeIfAbsent(value, absent -> new TreeSet<>()).add(object.name());
      }
    });
    return before;
  }

  /** Takes an object out of the cache; the answer is its last state. */
  Optional<ObservedObject> remove(NamespacedName name) {
    Optional<ObservedObject> before = Optional.ofNullable(objects.remove(name));
    before.ifPresent(this::forget);
    return before;
  }

  /** All names, in order, as a view. */
  Collection<NamespacedName> names() {
    return objects.keySet();
  }

  private void forget(ObservedObject object) {
    sizeBytes -= object.frame().storedBytes();
    indexes.forEach((index, names) -> {
      for (NamespacedName value : index.values(object.metadata())) {
        names.computeIfPresent(
            value,
            (key, found) -> {
              found.remove(object.name());
              return found.isEmpty() ? null : found;
            });
      }
    });
  }

  @Override
  public Optional<ObservedObject> get(NamespacedName name) {
    return Optional.ofNullable(objects.get(name));
  }

  @Override
  public List<ObservedObject> list(Optional<NamespacedName> after, int limit) {
    NavigableMap<NamespacedName, ObservedObject> rest =
        after.isPresent() ? objects.tailMap(after.get(), false) : objects;
    return rest.values().stream().limit(limit).toList();
  }

  @Override
  public List<ObservedObject> namespace(String namespace) {
    // A name is never empty, so this is before every name of the namespace.
    return objects.tailMap(new NamespacedName(namespace, ""), false).values().stream()
        .takeWhile(object -> object.name().namespace().equals(namespace))
        .toList();
  }

  @Override
  public List<ObservedObject> byIndex(Index index, NamespacedName value) {
    Map<NamespacedName, TreeSet<NamespacedName>> names = indexes.get(index);
    if (names == null) {
      throw new IllegalArgumentException("the cache does not keep " + index);
    }
    TreeSet<NamespacedName> found = names.get(value);
    if (found == null) {
      return List.of();
    }
    List<ObservedObject> result = new ArrayList<>(found.size());
    for (NamespacedName name : found) {
      get(name).ifPresent(result::add);
    }
    return result;
  }

  @Override
  public int count() {
    return objects.size();
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }
}
