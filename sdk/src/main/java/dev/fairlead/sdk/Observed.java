package dev.fairlead.sdk;

import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an attempt starts from: the primary, the children that it controls, and the objects of
 * declared reads that belong to it. Each kind is consistent in itself.
 *
 * <p>The lists are immutable. The objects are decoded for this attempt alone: changing one changes
 * nothing anywhere.
 *
 * <p>In a test: {@code Observed.of(memcached).withChild(deployment)}.
 *
 * @param <P> the primary
 */
public final class Observed<P extends HasMetadata> {

  private final P primary;
  private final List<HasMetadata> children;
  private final List<HasMetadata> reads;
  private final Optional<ControllerDefinition<P>> definition;

  private Observed(
      P primary,
      List<? extends HasMetadata> children,
      List<? extends HasMetadata> reads,
      Optional<ControllerDefinition<P>> definition) {
    this.primary = primary;
    this.children = List.copyOf(children);
    this.reads = List.copyOf(reads);
    this.definition = definition;
  }

  /** A primary that has nothing yet. */
  public static <P extends HasMetadata> Observed<P> of(P primary) {
    return new Observed<>(primary, List.of(), List.of(), Optional.empty());
  }

  /** What a controller of this definition is given; it then has to ask for declared kinds only. */
  public static <P extends HasMetadata> Observed<P> of(
      ControllerDefinition<P> definition,
      P primary,
      List<? extends HasMetadata> children,
      List<? extends HasMetadata> reads) {
    return new Observed<>(primary, children, reads, Optional.of(definition));
  }

  /** The same and this child. */
  public Observed<P> withChild(HasMetadata child) {
    return new Observed<>(
        primary, Stream.concat(children.stream(), Stream.of(child)).toList(), reads, definition);
  }

  /** The same and this object of a declared read. */
  public Observed<P> withRead(HasMetadata object) {
    return new Observed<>(
        primary, children, Stream.concat(reads.stream(), Stream.of(object)).toList(), definition);
  }

  /** The object that is reconciled. */
  public P primary() {
    return primary;
  }

  /** The children of this kind. */
  public <T extends HasMetadata> List<T> children(Class<T> type) {
    definition.ifPresent(declared -> declared.requireOwned(type));
    return all(children, type);
  }

  /** The children of a kind without a class. */
  public List<GenericKubernetesResource> children(GroupVersionKind kind) {
    definition.ifPresent(declared -> declared.requireOwned(kind));
    return all(children, kind);
  }

  /** The child of this kind and name. */
  public <T extends HasMetadata> Optional<T> child(Class<T> type, String name) {
    return children(type).stream().filter(named(name)).findFirst();
  }

  /** The child of a kind without a class, by name. */
  public Optional<GenericKubernetesResource> child(GroupVersionKind kind, String name) {
    return children(kind).stream().filter(named(name)).findFirst();
  }

  /** The objects of a declared read of this kind that belong to the primary. */
  public <T extends HasMetadata> List<T> reads(Class<T> type) {
    definition.ifPresent(declared -> declared.requireRead(type));
    return all(reads, type);
  }

  /** The objects of a declared read of a kind without a class that belong to the primary. */
  public List<GenericKubernetesResource> reads(GroupVersionKind kind) {
    definition.ifPresent(declared -> declared.requireRead(kind));
    return all(reads, kind);
  }

  /** The object of a declared read of this kind and name. */
  public <T extends HasMetadata> Optional<T> read(Class<T> type, String name) {
    return reads(type).stream().filter(named(name)).findFirst();
  }

  /** The object of a declared read of a kind without a class, by name. */
  public Optional<GenericKubernetesResource> read(GroupVersionKind kind, String name) {
    return reads(kind).stream().filter(named(name)).findFirst();
  }

  private static <T extends HasMetadata> List<T> all(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<GenericKubernetesResource> all(
      List<HasMetadata> objects, GroupVersionKind kind) {
    return all(objects, GenericKubernetesResource.class).stream()
        .filter(object -> Kinds.of(object).equals(kind))
        .toList();
  }

  private static Predicate<HasMetadata> named(String name) {
    return object -> name.equals(object.getMetadata().getName());
  }
}
