package dev.fairlead.protocol.access;

/** Something that somebody may or may not do. */
public sealed interface Access {

  /** As RBAC has it: get, list, update, … */
  String verb();

  /**
   * With objects.
   *
   * @param group empty for the core group
   * @param resource plural; {@code *} for all of the group
   * @param namespace empty for all namespaces, or where the kind is cluster-scoped
   * @param name empty for all objects
   */
  record ToResource(
      String verb, String group, String version, String resource, String namespace, String name)
      implements Access {}

  /** With a path that is no resource. */
  record ToPath(String verb, String path) implements Access {}
}
