package dev.fairlead.kube.write;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of a write. */
public sealed interface WriteResult {

  /**
   * The object is as written.
   *
   * @param object the object as the server answered it; an unchanged resourceVersion means that
   *     nothing had to change
   * @param created whether it was absent before
   */
  record Written(ObservedObject object, boolean created) implements WriteResult {}

  /**
   * The object is deleted.
   *
   * @param remaining the object that waits for its finalizers; empty when it is gone
   */
  record Deleted(Optional<ObservedObject> remaining) implements WriteResult {}

  /** The object is not in the state of the precondition: changed, replaced or gone. */
  record Conflict(String message) implements WriteResult {}

  /** A create found an object of that name. */
  record AlreadyExists(String message) implements WriteResult {}

  /** The object, its namespace or its resource is absent. */
  record NotFound(String message) implements WriteResult {}

  /** The server refuses the content; the causes name the fields in the server's own words. */
  record Invalid(String message, List<ApiFailure.Cause> causes) implements WriteResult {
    public Invalid {
      causes = List.copyOf(causes);
    }
  }

  /**
   * RBAC or admission forbids it.
   *
   * @param resource the resource
   * @param subresource such as {@code status}; empty for the object itself
   */
  record Forbidden(
      String verb,
      GroupVersionResource resource,
      String subresource,
      String namespace,
      String message)
      implements WriteResult {}

  /** The server is overloaded and did nothing; it may name the time to wait. */
  record Throttled(Optional<Duration> retryAfter, String message) implements WriteResult {}

  /** No connection could be made: certainly not written. */
  record Unreachable(String cause) implements WriteResult {}

  /** No answer, or one that leaves it open (5xx): it may have been written, now or later. */
  record Unanswered(String cause) implements WriteResult {}

  /** Refused for another reason: certainly not written. */
  record Failed(int code, String message) implements WriteResult {}
}
