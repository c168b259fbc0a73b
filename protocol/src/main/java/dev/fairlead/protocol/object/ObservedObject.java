package dev.fairlead.protocol.object;

/** One object in one state, as the API server showed it. */
public record ObservedObject(GroupVersionResource resource, Metadata metadata, Frame frame) {

  /** Its resource and name. */
  public ObjectRef ref() {
    return new ObjectRef(resource, metadata.name());
  }

  /** Its name. */
  public NamespacedName name() {
    return metadata.name();
  }

  /** Its version. */
  public ResourceVersion resourceVersion() {
    return metadata.resourceVersion();
  }

  /** The same with its JSON at hand, for whoever reads it more than once. */
  public ObservedObject unpacked() {
    return new ObservedObject(resource, metadata, frame.unpacked());
  }
}
