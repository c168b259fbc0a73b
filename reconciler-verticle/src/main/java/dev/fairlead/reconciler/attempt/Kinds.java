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

  /** The server does not serve a kind. */
  static final class UnservedException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnservedException(GroupVersionKind kind) {
      super("The API server does not serve " + kind + ": install its CRD");
    }

    String explanation() {
      return String.valueOf(getMessage());
    }
  }

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

  /** The resource of a declared kind. */
  ApiResource resource(GroupVersionKind kind) throws UnservedException {
    ApiResource resource = resources.get(kind);
    if (resource == null) {
      throw new UnservedException(kind);
    }
    return resource;
  }

  /** The kind of a resource, if it is declared. */
  Optional<GroupVersionKind> kind(GroupVersionResource resource) {
    return Optional.ofNullable(kinds.get(resource));
  }
}
