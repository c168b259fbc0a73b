package dev.fairlead.kube.mapping;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.List;
import java.util.Set;

/**
 * A resource the server serves.
 *
 * @param resource its name in paths
 * @param kind its name in manifests
 * @param namespaced whether its objects live in namespaces
 * @param singular the singular name
 * @param shortNames such as {@code deploy}
 * @param verbs what can be done with it, such as {@code list} and {@code watch}
 * @param subresources such as {@code status} and {@code scale}
 */
public record ApiResource(
    GroupVersionResource resource,
    GroupVersionKind kind,
    boolean namespaced,
    String singular,
    List<String> shortNames,
    Set<String> verbs,
    Set<String> subresources) {

  public ApiResource {
    shortNames = List.copyOf(shortNames);
    verbs = Set.copyOf(verbs);
    subresources = Set.copyOf(subresources);
  }

  /** Whether it can be listed and watched. */
  public boolean watchable() {
    return verbs.contains("list") && verbs.contains("watch");
  }
}
