package dev.fairlead.protocol.object;

/**
 * A resource as the API server's paths name it.
 *
 * @param group the API group, empty for the core group
 * @param version the version within the group
 * @param resource the plural name
 */
public record GroupVersionResource(String group, String version, String resource) {

  /** The group and version as manifests write them. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The name as RBAC messages and kubectl write it: {@code deployments.apps}, {@code pods}. */
  public String qualified() {
    return group.isEmpty() ? resource : resource + "." + group;
  }

  @Override
  public String toString() {
    return apiVersion() + "/" + resource;
  }
}
