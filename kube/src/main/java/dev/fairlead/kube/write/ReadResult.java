package dev.fairlead.kube.write;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;

/** What came of reading one object. */
public sealed interface ReadResult {

  /** The object as it is now. */
  record Found(ObservedObject object) implements ReadResult {}

  /** There is no such object. */
  record Absent() implements ReadResult {}

  /** RBAC forbids it. */
  record Forbidden(GroupVersionResource resource, String namespace, String message)
      implements ReadResult {}

  /** Not known: no answer, or an error of the server. */
  record Unknown(String cause) implements ReadResult {}
}
