package dev.fairlead.kube.mapping;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.List;
import java.util.Optional;

/**
 * Leads between kinds and resources. Calls may block while the server is asked: use virtual
 * threads. Thread-safe. Calls throw when the server cannot be asked, so that "not served" is never
 * guessed.
 */
public interface RESTMapper {

  /** The resource that serves the kind in that version; empty if the server does not. */
  Optional<ApiResource> resourceFor(GroupVersionKind kind)
      throws DiscoveryException, InterruptedException;

  /** What the resource is; empty if the server does not serve it. */
  Optional<ApiResource> describe(GroupVersionResource resource)
      throws DiscoveryException, InterruptedException;

  /**
   * What a person means by a name: a plural ({@code deployments}), a singular, a short name ({@code
   * deploy}), a kind ({@code Deployment}), each also with its group ({@code deployments.apps},
   * {@code Deployment.apps}) or with version and group ({@code deployments.v1.apps}). The core
   * group goes before others, as in kubectl.
   */
  Lookup find(String name) throws DiscoveryException, InterruptedException;

  /** Every version the server serves of a kind of a group, the preferred one first. */
  List<ApiResource> versions(String group, String kind)
      throws DiscoveryException, InterruptedException;

  /** Forgets what it knows: the next call asks the server again. */
  void forget();

  /** The kind of a resource. */
  default Optional<GroupVersionKind> kindFor(GroupVersionResource resource)
      throws DiscoveryException, InterruptedException {
    return describe(resource).map(ApiResource::kind);
  }
}
