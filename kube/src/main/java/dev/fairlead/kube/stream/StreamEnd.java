package dev.fairlead.kube.stream;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.protocol.object.GroupVersionResource;

/** How a stream ended. */
public sealed interface StreamEnd {

  /** As it should: the list is whole, or the server ended the watch, which it does in minutes. */
  record Completed() implements StreamEnd {}

  /** Closed here, or the thread was interrupted. */
  record Cancelled() implements StreamEnd {}

  /** The version asked for is gone (410): list again. */
  record Expired(String message) implements StreamEnd {}

  /** Neither event nor bookmark came for the idle limit: the connection is dead. */
  record Silent(String message) implements StreamEnd {}

  /** No connection, or it broke. */
  record Broken(String message) implements StreamEnd {}

  /** The server does not serve the resource: its CRD is missing or its version is not served. */
  record NotServed(GroupVersionResource resource) implements StreamEnd {}

  /**
   * RBAC forbids it.
   *
   * @param verb list or watch
   * @param namespace the namespace, empty for all
   * @param message the server's own words
   */
  record Forbidden(String verb, GroupVersionResource resource, String namespace, String message)
      implements StreamEnd {}

  /** The server refused for another reason: overload (with the time to wait), 401, 5xx, … */
  record Refused(ApiFailure failure) implements StreamEnd {}
}
