package dev.fairlead.protocol.object;

import java.util.Comparator;

/**
 * The name of an object within its resource.
 *
 * @param namespace the namespace, empty for cluster-scoped objects
 * @param name the name
 */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {

  private static final Comparator<NamespacedName> ORDER =
      Comparator.comparing(NamespacedName::namespace).thenComparing(NamespacedName::name);

  @Override
  public int compareTo(NamespacedName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
