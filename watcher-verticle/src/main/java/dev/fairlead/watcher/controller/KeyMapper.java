package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leads from an object to the keys of the primaries that it concerns, and from a primary to the
 * objects that concern it.
 */
final class KeyMapper {

  private final WatchedKind primary;
  private final KindCache primaries;

  KeyMapper(WatchedKind primary, KindCache primaries) {
    this.primary = primary;
    this.primaries = primaries;
  }

  /** The keys of the cached primaries that an object concerns. */
  Stream<NamespacedName> keys(WatchedKind watched, ObservedObject object) {
    String namespace = object.name().namespace();
    String name = object.name().name();
    return switch (watched.mapping()) {
      case KeyMapping.Self() -> names(primaries.get(object.name()).stream().toList());
      case KeyMapping.ControllerOwner() -> owner(object).stream();
      case KeyMapping.SameName() -> names(primaries.named(namespace, name));
      case KeyMapping.Label(String label) ->
          Optional.ofNullable(object.metadata().labels().get(label)).stream()
              .flatMap(value -> names(primaries.named(namespace, value)));
      case KeyMapping.PrimaryField(String path) ->
          names(primaries.withField(namespace, path, name));
      case KeyMapping.Code(String mapping) ->
          new Index.Names(Derived.keysField(mapping))
              .values(object.metadata()).stream()
                  .flatMap(key -> names(primaries.get(key).stream().toList()));
    };
  }

  /** The objects of a watched kind that concern a primary, in the order of their names. */
  static List<ObservedObject> objects(WatchedKind watched, KindCache cache, ObservedObject of) {
    String namespace = of.name().namespace();
    String name = of.name().name();
    return switch (watched.mapping()) {
      case KeyMapping.Self() -> cache.get(of.name()).stream().toList();
      case KeyMapping.ControllerOwner() -> cache.controlledBy(of.metadata().uid());
      case KeyMapping.SameName() -> cache.named(namespace, name);
      case KeyMapping.Label(String label) -> cache.labelled(namespace, label, name);
      case KeyMapping.PrimaryField(String path) ->
          Optional.ofNullable(of.metadata().fields().get(path)).stream()
              .flatMap(value -> cache.named(namespace, value).stream())
              .toList();
      case KeyMapping.Code(String mapping) -> cache.mappedTo(of.name(), mapping);
    };
  }

  /** The key that an object's controller owner names, if that very primary is in the cache. */
  private Optional<NamespacedName> owner(ObservedObject object) {
    return object
        .metadata()
        .controllerOwner()
        .filter(this::isPrimary)
        .flatMap(owner ->
            primaries.named(object.name().namespace(), owner.name()).stream()
                .filter(found -> found.metadata().uid().equals(owner.uid()))
                .map(ObservedObject::name)
                .findFirst());
  }

  /** An owner reference may name another version of the primary's group. */
  private boolean isPrimary(OwnerReference owner) {
    return owner.kind().group().equals(primary.kind().group())
        && owner.kind().kind().equals(primary.kind().kind());
  }

  private static Stream<NamespacedName> names(List<ObservedObject> objects) {
    return objects.stream().map(ObservedObject::name);
  }
}
