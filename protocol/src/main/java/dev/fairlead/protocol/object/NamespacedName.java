package dev.fairlead.protocol.object;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object within its resource.
 *
 * @param namespace the namespace, empty for cluster-scoped objects
 * @param name the name
 */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {

  // Caches and queues are full of these: a record's own methods and a comparator cost twice as much
  // on the quick compiler, docs/decisions/012-one-compiler.md.

  @Override
  public int compareTo(NamespacedName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof NamespacedName(String otherNamespace, String otherName)
        && name.equals(otherName)
        && namespace.equals(otherNamespace);
  }

  @Override
  public int hashCode() {
    return 31 * namespace.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
