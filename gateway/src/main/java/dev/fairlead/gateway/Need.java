package dev.fairlead.gateway;

import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;

/** What a caller must be allowed to do before an endpoint answers. */
sealed interface Need {

  /** Of the mesh itself, which is no resource: RBAC grants it by {@code nonResourceURLs}. */
  Access MESH = new Access.ToPath("get", "/fairlead/mesh");

  /** What a process tells of its JVM. */
  Access DIAGNOSIS = new Access.ToPath("get", "/fairlead/diagnosis");

  /** As at the API server itself. */
  Access METRICS = new Access.ToPath("get", "/metrics");

  /** Nothing, not even a token. */
  record Nothing() implements Need {}

  /** To be somebody; the endpoint itself looks what they may see. */
  record Known() implements Need {}

  /** A path that is no resource. */
  record Path(Access access) implements Need {}

  /** A verb on primaries of the controller that the request names. */
  record Primaries(String verb, Scope scope) implements Need {}

  /** Which primaries. */
  enum Scope {
    /** All of them. */
    ALL,
    /** Those of the namespace that the query names, else all. */
    NAMESPACE,
    /** The one of the path. */
    OBJECT
  }

  /** All primaries of a controller, or those of a namespace. */
  static Access primaries(String verb, GroupVersionResource of, String namespace) {
    return new Access.ToResource(verb, of.group(), of.version(), of.resource(), namespace, "");
  }

  /** What a call needs of the controller's primaries. */
  static Access of(Primaries need, GroupVersionResource of, Call call) {
    return switch (need.scope()) {
      case ALL -> primaries(need.verb(), of, "");
      case NAMESPACE -> primaries(need.verb(), of, call.namespace());
      case OBJECT -> {
        NamespacedName object = call.object();
        yield new Access.ToResource(
            need.verb(),
            of.group(),
            of.version(),
            of.resource(),
            object.namespace(),
            object.name());
      }
    };
  }
}
