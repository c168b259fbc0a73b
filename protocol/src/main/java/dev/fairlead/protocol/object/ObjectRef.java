package dev.fairlead.protocol.object;

/** One object of the API server: its resource and its name. */
public record ObjectRef(GroupVersionResource resource, NamespacedName name)
    implements Comparable<ObjectRef> {

  @Override
  public int compareTo(ObjectRef other) {
    int byResource = resource.toString().compareTo(other.resource.toString());
    return byResource != 0 ? byResource : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return resource.qualified() + " " + name;
  }
}
