package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Optional;

/**
 * What happens to a reflector. All but {@code Ticked} and {@code Started} name the stream they come
 * from.
 */
public sealed interface ReflectorInput {

  /** Begin. */
  record Started() implements ReflectorInput {}

  /** An object of the initial list, in any order. */
  record Listed(long stream, ObservedObject object) implements ReflectorInput {}

  /** The initial list is complete at this version. */
  record ListCompleted(long stream, ResourceVersion version) implements ReflectorInput {}

  /** A change. */
  record Changed(long stream, Change change, ObservedObject object) implements ReflectorInput {}

  /** Nothing else happened up to this version. */
  record Bookmarked(long stream, ResourceVersion version) implements ReflectorInput {}

  /** An object could not be decoded; the stream goes on. */
  record Undecodable(long stream, Optional<NamespacedName> name, String problem)
      implements ReflectorInput {}

  /** The stream is over. */
  record Ended(long stream, End end) implements ReflectorInput {}

  /** A consistent read found the collection at a version that the cache had passed. */
  record WentBack() implements ReflectorInput {}

  /** Time passed. */
  record Ticked() implements ReflectorInput {}

  /** The types of a watch event that carry an object. */
  enum Change {
    ADDED,
    MODIFIED,
    DELETED
  }

  /** How a stream ended. */
  sealed interface End {

    /** The server closed it in good order. */
    record Closed() implements End {}

    /** The version is too old (410): everything has to be listed again. */
    record Expired() implements End {}

    /**
     * The server has not reached the version that was asked for: it was restored from a backup, or
     * is far behind.
     */
    record Ahead() implements End {}

    /** Nothing came for so long that the stream must be taken for dead. */
    record Silent() implements End {}

    /** The server asked to slow down. */
    record Throttled(long retryAfterMillis) implements End {}

    /** The server refused: permission, unknown resource, bad selector. */
    record Refused(int code, String message) implements End {}

    /** The connection could not be made, or broke. */
    record Broken(String message) implements End {}
  }
}
