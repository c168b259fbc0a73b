package dev.fairlead.sdk;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.DeclaredIndex;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A reconciler and all that its annotations and type arguments say: what a worker runs and what it
 * announces to the mesh. Immutable.
 *
 * @param <P> the primary
 */
public final class ControllerDefinition<P extends HasMetadata> {

  private final Reconciler<P> reconciler;
  private final Declaration declaration;
  private final Class<P> primaryType;
  private final Map<GroupVersionKind, Class<? extends HasMetadata>> types;
  private final Map<String, Object> codes;
  private final Map<String, Integer> pools;

  ControllerDefinition(
      Reconciler<P> reconciler,
      Declaration declaration,
      Class<P> primaryType,
      Map<GroupVersionKind, Class<? extends HasMetadata>> types,
      Map<String, Object> codes,
      Map<String, Integer> pools) {
    this.reconciler = reconciler;
    this.declaration = declaration;
    this.primaryType = primaryType;
    this.types = Map.copyOf(types);
    this.codes = Map.copyOf(codes);
    this.pools = Map.copyOf(pools);
  }

  /**
   * Reads the class of a reconciler.
   *
   * @throws InvalidController naming in one line what is wrong with it and what to do
   */
  public static <P extends HasMetadata> ControllerDefinition<P> of(Reconciler<P> reconciler) {
    return new DefinitionReader<>(reconciler).read();
  }

  /** The controller's name. */
  public String name() {
    return declaration.controller();
  }

  /** The mapping in Java of a declared kind. */
  @SuppressWarnings("unchecked") // the reader has compared the type arguments
  public Optional<SecondaryToPrimary<HasMetadata>> mapping(WatchedKind watched) {
    return watched.mapping() instanceof KeyMapping.Code(String type)
        ? Optional.ofNullable((SecondaryToPrimary<HasMetadata>) codes.get(type))
        : Optional.empty();
  }

  /** The predicate in Java of a declared kind. */
  @SuppressWarnings("unchecked") // the reader has compared the type arguments
  public Optional<Predicate<HasMetadata>> predicate(WatchedKind watched) {
    return Optional.ofNullable((Predicate<HasMetadata>) codes.get(watched.predicate()));
  }

  /** What it announces to the mesh. */
  public Declaration declaration() {
    return declaration;
  }

  /** The function. */
  public Reconciler<P> reconciler() {
    return reconciler;
  }

  /** The function for primaries that are being deleted, where the reconciler has one. */
  @SuppressWarnings("unchecked") // the reader has compared the type arguments
  public Optional<Cleanup<P>> cleanup() {
    return reconciler instanceof Cleanup<?> cleanup
        ? Optional.of((Cleanup<P>) cleanup)
        : Optional.empty();
  }

  /** How the children go when their primary is deleted. */
  public Deletion deletion() {
    Controller annotation = reconciler.getClass().getAnnotation(Controller.class);
    return annotation == null ? Deletion.BACKGROUND : annotation.deletion();
  }

  /**
   * The finalizer that every primary gets, where there is a {@link #cleanup} or children go before
   * it.
   */
  public Optional<String> finalizer() {
    return cleanup().isPresent() || deletion() == Deletion.FOREGROUND
        ? Optional.of("fairlead.dev/" + name())
        : Optional.empty();
  }

  /** The capacities of the pools that it takes permits of, by their names. */
  public Map<String, Integer> pools() {
    return pools;
  }

  /** The class that primaries are decoded to. */
  public Class<P> primaryType() {
    return primaryType;
  }

  /** The class of the primary's status, where its class says so. */
  public Optional<Class<?>> statusType() {
    return Kinds.argument(primaryType, CustomResource.class, 1).filter(type -> type != Void.class);
  }

  /**
   * The class that objects of a declared kind are decoded to: {@code GenericKubernetesResource}
   * where none is declared.
   */
  public Class<? extends HasMetadata> typeOf(GroupVersionKind kind) {
    return types.getOrDefault(kind, GenericKubernetesResource.class);
  }

  /**
   * What is wrong with a result for this primary, before anything is asked of the API server: empty
   * if nothing is. Fairlead rejects a result with problems as a whole; a test may do so earlier.
   */
  public List<Problem> problems(P primary, Result result) {
    return Problems.of(this, primary, result);
  }

  /**
   * The declared kind of this class.
   *
   * @throws IllegalArgumentException if none is
   */
  public GroupVersionKind kindOf(Class<? extends HasMetadata> type) {
    GroupVersionKind primary = declaration.primary().kind();
    if (type == primaryType) {
      return primary;
    }
    Optional<GroupVersionKind> kind =
        declaration
            .watched()
            .map(WatchedKind::kind)
            .filter(it -> !it.equals(primary) && typeOf(it) == type)
            .findFirst();
    require(kind.isPresent(), "Reads", type);
    return kind.orElseThrow();
  }

  /**
   * Checks that an index is declared for the kind of a class.
   *
   * @throws IllegalArgumentException if it is not
   */
  public void requireIndex(Class<? extends HasMetadata> type, String index) {
    GroupVersionKind kind = kindOf(type);
    List<String> declared =
        declaration
            .watched()
            .filter(watched -> watched.kind().equals(kind))
            .flatMap(watched -> watched.indexes().stream())
            .map(DeclaredIndex::name)
            .toList();
    if (!declared.contains(index)) {
      throw new IllegalArgumentException(
          "%s asks for the index %s of %s, which it does not declare so: add @Index(name = \"%s\", …)"
                  .formatted(reconciler.getClass().getName(), index, type.getSimpleName(), index)
              + "; declared are "
              + declared);
    }
  }

  void requireOwned(Class<? extends HasMetadata> type) {
    require(declaration.owned().stream().anyMatch(o -> typeOf(o.kind()) == type), "Owns", type);
  }

  void requireOwned(GroupVersionKind kind) {
    require(declaration.owns(kind) && !types.containsKey(kind), "Owns", kind);
  }

  void requireRead(Class<? extends HasMetadata> type) {
    require(declaration.reads().stream().anyMatch(r -> typeOf(r.kind()) == type), "Reads", type);
  }

  void requireRead(GroupVersionKind kind) {
    boolean declared = declaration.reads().stream().anyMatch(r -> r.kind().equals(kind));
    require(declared && !types.containsKey(kind), "Reads", kind);
  }

  private void require(boolean declared, String annotation, Object kind) {
    if (!declared) {
      throw new IllegalArgumentException(
          "%s asks for %s, which it does not declare so: add @%s for it; declared are %s"
              .formatted(
                  reconciler.getClass().getName(),
                  kind instanceof Class<?> type ? type.getSimpleName() : kind,
                  annotation,
                  declaration
                      .watched()
                      .map(watched -> watched.kind().kind())
                      .collect(Collectors.joining(", "))));
    }
  }

  @Override
  public String toString() {
    return name() + " (" + declaration.primary().kind() + ")";
  }
}
