package dev.fairlead.sandbox.store;

import java.util.Comparator;

/**
 * Where an object is. Keys sort as they do in etcd.
 *
 * @param collection the resource and its group, such as {@code deployments.apps}; all versions
 *     share it
 * @param namespace empty for an object of the cluster
 */
public record Key(String collection, String namespace, String name) implements Comparable<Key> {

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::collection).thenComparing(Key::namespace).thenComparing(Key::name);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
