package dev.fairlead.watcher.informer;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Several caches of one resource as one: of its namespaces, or of several selectors. An object that
 * more than one of them has is shown once, in its newest state. Empty until caches are added.
 */
public final class UnionLister implements Lister {

  private final List<Lister> parts = new ArrayList<>();

  /** Takes one more cache in. */
  public void add(Lister part) {
    parts.add(part);
  }

  /** Shows these caches from now on, and no others. */
  public void become(Collection<Lister> others) {
    parts.clear();
    parts.addAll(others);
  }

  @Override
  public Optional<ObservedObject> get(NamespacedName name) {
    return parts.stream()
        .flatMap(part -> part.get(name).stream())
        .max(Comparator.comparing(ObservedObject::resourceVersion));
  }

  @Override
  public List<ObservedObject> list(Optional<NamespacedName> after, int limit) {
    return union(part -> part.list(after, limit)).limit(limit).toList();
  }

  @Override
  public List<ObservedObject> namespace(String namespace) {
    return union(part -> part.namespace(namespace)).toList();
  }

  @Override
  public List<ObservedObject> byIndex(Index index, NamespacedName value) {
    return union(part -> part.byIndex(index, value)).toList();
  }

  @Override
  public int count() {
    return parts.size() == 1
        ? parts.getFirst().count()
        : (int) union(part -> part.list(Optional.empty(), Integer.MAX_VALUE)).count();
  }

  @Override
  public long sizeBytes() {
    return parts.stream().mapToLong(Lister::sizeBytes).sum();
  }

  private Stream<ObservedObject> union(Function<Lister, List<ObservedObject>> read) {
    if (parts.size() == 1) {
      return read.apply(parts.getFirst()).stream();
    }
    List<ObservedObject> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(read.apply(part)));
    all.sort(
        Comparator.comparing(ObservedObject::name)
            .thenComparing(ObservedObject::resourceVersion, Comparator.reverseOrder()));
    List<ObservedObject> once = new ArrayList<>();
    for (ObservedObject object : all) {
      if (once.isEmpty() || !once.getLast().name().equals(object.name())) {
        once.add(object);
      }
    }
    return once.stream();
  }
}
