package dev.fairlead.kube.write;

import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;

/**
 * The state a write was decided on; the write does nothing unless the object is still in it.
 *
 * @param uid the identity of the object
 * @param resourceVersion its version
 */
public record Precondition(String uid, ResourceVersion resourceVersion) {

  public Precondition {
    if (uid.isEmpty() || resourceVersion.equals(ResourceVersion.NONE)) {
      throw new IllegalArgumentException("a precondition needs both uid and resourceVersion");
    }
  }

  /** The state in which the object was observed. */
  public static Precondition of(ObservedObject observed) {
    return new Precondition(observed.metadata().uid(), observed.resourceVersion());
  }
}
