package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The declared kinds of one controller and the resources that serve them. */
final class Kinds {

  private final Map<GroupVersionKind, ApiResource> resources = new HashMap<>();
  private final Map<GroupVersionResource, GroupVersionKind> kinds = new HashMap<>();

  /** Asks for all of them; blocks where the server has to be asked. */
  Kinds(RESTMapper mapper, Declaration declaration)
      throws DiscoveryException, InterruptedException {
    for (WatchedKind watched : declaration.watched().toList()) {
      Optional<ApiResource> found = mapper.resourceFor(watched.kind());
      if (found.isPresent()) {
        resources.put(watched.kind(), found.get());
        kinds.put(found.get().resource(), watched.kind());
      }
    }
  }

  /** The resource of a declared kind; empty if the server does not serve it. */
  Optional<ApiResource> resource(GroupVersionKind kind) {
    return Optional.ofNullable(resources.get(kind));
  }

  /** The kind of a resource, if it is declared. */
  Optional<GroupVersionKind> kind(GroupVersionResource resource) {
    return Optional.ofNullable(kinds.get(resource));
  }
}
