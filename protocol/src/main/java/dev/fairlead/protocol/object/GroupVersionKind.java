package dev.fairlead.protocol.object;

/**
 * A kind as manifests name it.
 *
 * @param group the API group, empty for the core group
 * @param version the version within the group
 * @param kind the kind, in camel case
 */
public record GroupVersionKind(String group, String version, String kind) {

  /** Parses {@code apiVersion} as manifests write it, such as {@code apps/v1} or {@code v1}. */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** The group and version as manifests write them. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The kind with its group, as {@code kubectl} takes it: {@code Deployment.apps}, {@code Pod}. */
  public String qualified() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  @Override
  public String toString() {
    return apiVersion() + " " + kind;
  }
}
