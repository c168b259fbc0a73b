package dev.fairlead.sandbox.fault;

/**
 * The request that a fault may meet.
 *
 * @param resource with its group, such as {@code deployments.apps}; empty for other paths
 */
public record Target(
    String verb, String resource, String namespace, String name, String user, String userAgent) {

  boolean reads() {
    return verb.equals("get") || verb.equals("list") || verb.equals("watch");
  }

  boolean writes() {
    return !resource.isEmpty() && !reads();
  }

  boolean watches() {
    return verb.equals("watch");
  }
}
