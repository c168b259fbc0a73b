package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.Optional;

/** What came of cutting one object out of a stream. */
sealed interface CutObject {

  /** The object, and whether it is the bookmark that ends the initial set. */
  record Whole(ObservedObject object, boolean initialEventsEnd) implements CutObject {}

  /** Well-formed JSON that is no object of Kubernetes. */
  record Broken(Optional<NamespacedName> name, String problem) implements CutObject {}
}
