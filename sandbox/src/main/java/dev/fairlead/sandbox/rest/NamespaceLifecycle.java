package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Objects are created in namespaces that exist and stay; some namespaces stay forever. */
public final class NamespaceLifecycle implements Admission {

  private static final String NAMESPACES = "namespaces";
  private static final Set<String> IMMORTAL =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final Store store;

  public NamespaceLifecycle(Store store) {
    this.store = store;
  }

  @Override
  public void check(Call call, Kind kind, Optional<ObjectNode> object, Optional<ObjectNode> old)
      throws Rejection {
    boolean aboutNamespaces = kind.collection().equals(NAMESPACES);
    if (object.isEmpty()) {
      String name = old.map(Meta::name).orElse("");
      if (aboutNamespaces && IMMORTAL.contains(name)) {
        throw forbidden(kind, name, "this namespace may not be deleted", List.of());
      }
      return;
    }
    if (!kind.namespaced() || old.isPresent()) {
      return;
    }
    String namespace = Meta.namespace(object.get());
    Stored stored =
        store
            .get(new Key(NAMESPACES, "", namespace))
            .orElseThrow(() -> Status.notFound("", NAMESPACES, namespace).rejection());
    if (Meta.deleting(stored.object())) {
      String why = "namespace " + namespace + " is being terminated";
      throw forbidden(
          kind,
          Meta.name(object.get()),
          "unable to create new content in namespace "
              + namespace
              + " because it is being terminated",
          List.of(new Status.Cause("NamespaceTerminating", why, "metadata.namespace")));
    }
  }

  private static Rejection forbidden(
      Kind kind, String name, String why, List<Status.Cause> causes) {
    String whose = name.isEmpty() ? kind.collection() : kind.collection() + " \"" + name + "\"";
    return new Status(
            403,
            "Forbidden",
            whose + " is forbidden: " + why,
            Optional.of(
                new Status.Details(
                    name, kind.group(), kind.plural(), "", causes, OptionalInt.empty())))
        .rejection();
  }
}
