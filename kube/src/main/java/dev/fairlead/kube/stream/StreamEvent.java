package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Optional;

/** What a stream shows, in the order of the server. */
public sealed interface StreamEvent {

  /**
   * The object is in the selection: part of the initial set before {@link Synced}, new after it.
   * The objects of an initial set are not ordered by version.
   */
  record Added(ObservedObject object) implements StreamEvent {}

  /** The object changed. */
  record Modified(ObservedObject object) implements StreamEvent {}

  /** The object is gone or has left the selection; shown in its last state. */
  record Deleted(ObservedObject object) implements StreamEvent {}

  /** The initial set is complete as of this version; a list ends after it, a stream goes on. */
  record Synced(ResourceVersion resourceVersion) implements StreamEvent {}

  /** Everything up to this version has been shown. */
  record Bookmark(ResourceVersion resourceVersion) implements StreamEvent {}

  /** One object cannot be read; the stream goes on. */
  record Undecodable(Optional<NamespacedName> name, String problem) implements StreamEvent {}
}
