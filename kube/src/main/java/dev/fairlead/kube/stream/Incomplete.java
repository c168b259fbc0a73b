package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Optional;

/** Finds what an object must have to be told from others, and has not. */
final class Incomplete {

  private Incomplete() {}

  static Optional<StreamEvent> find(ObservedObject object) {
    if (object.name().name().isEmpty()) {
      return Optional.of(new StreamEvent.Undecodable(Optional.empty(), "the object has no name"));
    }
    if (object.resourceVersion().equals(ResourceVersion.NONE)) {
      return Optional.of(
          new StreamEvent.Undecodable(
              Optional.of(object.name()), "the object has no resourceVersion"));
    }
    return Optional.empty();
  }
}
