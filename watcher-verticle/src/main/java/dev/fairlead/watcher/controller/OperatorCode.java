package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.Optional;

/**
 * The mappings and predicates that operators wrote in Java, where this process has them. A watcher
 * that has none serves what is declared as data. Immutable.
 */
@FunctionalInterface
public interface OperatorCode {

  /** None at all. */
  OperatorCode NONE = (declaration, kind) -> Optional.empty();

  /** What is asked about the objects of a kind; empty if this process does not have it. */
  Optional<Code> find(Declaration declaration, WatchedKind kind);

  /** Code about one kind. Thread-safe; may throw whatever code of others throws. */
  @FunctionalInterface
  interface Code {

    /**
     * What it says of an object.
     *
     * @param json as the API server shows it, without managedFields; for a kind of which only
     *     metadata is read, that alone
     */
    Said of(byte[] json);
  }

  /**
   * What was said of one version of an object.
   *
   * @param keys the primaries that it concerns
   * @param matters what of it matters; empty if nothing does
   */
  record Said(List<NamespacedName> keys, Optional<String> matters) {
    public Said {
      keys = List.copyOf(keys);
    }
  }
}
