package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.informer.UnionLister;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The cached objects of one watched kind, in all namespaces that the controller is narrowed to.
 * Empty until the kind is found on the server.
 *
 * <p>"Near" a namespace is what lies in it; between a namespaced and a cluster-scoped kind
 * everything is near. That case costs a walk through the cache.
 */
public final class KindCache {

  private static final Index BY_OWNER = new Index.ControllerOwner();

  private final UnionLister objects = new UnionLister();
  private Optional<ApiResource> resource = Optional.empty();

  /** The kind was found. */
  void found(ApiResource found) {
    resource = Optional.of(found);
  }

  /** Shows the caches of these namespaces from now on. */
  void become(Collection<Lister> parts) {
    objects.become(parts);
  }

  /** Where the kind is served, once that is known. */
  public Optional<ApiResource> resource() {
    return resource;
  }

  /** Everything, to read from. */
  public Lister lister() {
    return objects;
  }

  /** The object of a name. */
  public Optional<ObservedObject> get(NamespacedName name) {
    return objects.get(name);
  }

  /** The children of a primary. */
  public List<ObservedObject> controlledBy(String uid) {
    return objects.byIndex(BY_OWNER, new NamespacedName("", uid));
  }

  /** What code of the operator leads from to a primary. */
  List<ObservedObject> mappedTo(NamespacedName primary, String mapping) {
    return objects.byIndex(new Index.Names(Derived.keysField(mapping)), primary);
  }

  /** What has this name near a namespace. */
  List<ObservedObject> named(String namespace, String name) {
    if (namespaced() == !namespace.isEmpty()) {
      return objects.get(new NamespacedName(namespace, name)).stream().toList();
    }
    return namespaced()
        ? walk(object -> object.name().name().equals(name))
        : objects.get(new NamespacedName("", name)).stream().toList();
  }

  /** What has this value of a label near a namespace. */
  List<ObservedObject> labelled(String namespace, String label, String value) {
    if (namespaced() == !namespace.isEmpty()) {
      return objects.byIndex(new Index.Label(label), new NamespacedName(namespace, value));
    }
    return namespaced()
        ? walk(object -> value.equals(object.metadata().labels().get(label)))
        : objects.byIndex(new Index.Label(label), new NamespacedName("", value));
  }

  /** What has this value in a field near a namespace. */
  List<ObservedObject> withField(String namespace, String path, String value) {
    if (namespaced() == !namespace.isEmpty()) {
      return objects.byIndex(new Index.Field(path), new NamespacedName(namespace, value));
    }
    return namespaced()
        ? walk(object -> value.equals(object.metadata().fields().get(path)))
        : objects.byIndex(new Index.Field(path), new NamespacedName("", value));
  }

  private boolean namespaced() {
    return resource.map(ApiResource::namespaced).orElse(true);
  }

  private List<ObservedObject> walk(Predicate<ObservedObject> matches) {
    return objects.list(Optional.empty(), Integer.MAX_VALUE).stream().filter(matches).toList();
  }
}
