package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.DeclaredIndex;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.watcher.informer.Intake;
import dev.fairlead.watcher.informer.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is watched of one kind of a controller. Pure.
 *
 * @param namespaces at the start; empty for all
 * @param fieldPaths what is read of each object for indexes
 * @param derivation what code of the operator derives from each
 * @param missingCode why the kind cannot be watched here at all
 */
record KindScope(
    WatchedKind kind,
    List<String> namespaces,
    Set<String> fieldPaths,
    Set<Index> indexes,
    Optional<Intake.Derivation> derivation,
    Optional<Problem> missingCode) {

  KindScope {
    namespaces = List.copyOf(namespaces);
    fieldPaths = Set.copyOf(fieldPaths);
    indexes = Set.copyOf(indexes);
  }

  /** As a declaration asks for it, on a watcher that is narrowed to namespaces. */
  static KindScope of(
      Declaration declaration, WatchedKind kind, List<String> namespaces, OperatorCode code) {
    Set<Index> indexes = new HashSet<>();
    Set<String> paths = new HashSet<>();
    indexes.add(new Index.ControllerOwner());
    if (kind.mapping() instanceof KeyMapping.Label(String label)) {
      indexes.add(new Index.Label(label));
    }
    if (kind.mapping() instanceof KeyMapping.Code(String type)) {
      indexes.add(new Index.Names(Derived.keysField(type)));
    }
    // A lookup asks all caches of a kind, whichever of its declarations they serve.
    declaration
        .watched()
        .filter(other -> other.kind().equals(kind.kind()))
        .flatMap(other -> other.indexes().stream())
        .forEach(declared -> {
          indexes.add(index(declared));
          if (!declared.field().isEmpty()) {
            paths.add(declared.field());
          }
        });
    if (kind.equals(declaration.primary())) {
      declaration
          .watched()
          .forEach(other -> {
            if (other.mapping() instanceof KeyMapping.PrimaryField(String path)) {
              indexes.add(new Index.Field(path));
              paths.add(path);
            }
          });
    }
    Optional<OperatorCode.Code> asked =
        kind.needsCode() ? code.find(declaration, kind) : Optional.empty();
    return new KindScope(
        kind,
        Namespaces.both(declaration.namespaces(), namespaces),
        paths,
        indexes,
        asked.map(found -> new Derived(declaration.controller(), kind, found)),
        kind.needsCode() && asked.isEmpty()
            ? Optional.of(
                new Problem.CodeMissing(
                    declaration.controller(),
                    declaration.version(),
                    kind.kind(),
                    Derived.codeName(kind)))
            : Optional.empty());
  }

  /** The index by which a declared one is looked up. */
  static Index index(DeclaredIndex declared) {
    return new Index.Everywhere(
        declared.field().isEmpty()
            ? new Index.Label(declared.label())
            : new Index.Field(declared.field()));
  }
}
