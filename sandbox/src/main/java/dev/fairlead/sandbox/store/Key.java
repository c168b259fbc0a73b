package dev.fairlead.sandbox.store;

/**
 * Where an object is. Keys sort as they do in etcd, where they are paths: the namespace {@code a-b}
 * comes before {@code a}, since a dash comes before a slash.
 *
 * @param collection the resource and its group, such as {@code deployments.apps}; all versions
 *     share it
 * @param namespace empty for an object of the cluster
 */
public record Key(String collection, String namespace, String name) implements Comparable<Key> {

  @Override
  public int compareTo(Key other) {
    int collections = collection.compareTo(other.collection);
    if (collections != 0) {
      return collections;
    }
    int namespaces = compareSegments(namespace, other.namespace);
    return namespaces != 0 ? namespaces : name.compareTo(other.name);
  }

  /** Compares as if a slash followed each. */
  private static int compareSegments(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int i = 0; i < shared; i++) {
      int difference = one.charAt(i) - other.charAt(i);
      if (difference != 0) {
        return difference;
      }
    }
    if (one.length() == other.length()) {
      return 0;
    }
    return one.length() < other.length() ? '/' - other.charAt(shared) : one.charAt(shared) - '/';
  }
}
