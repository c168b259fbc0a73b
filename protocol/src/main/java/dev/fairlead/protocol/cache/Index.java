package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.Optional;

/**
 * A way to find objects by what they say of themselves. A value is a text within a namespace, or
 * within the whole cluster where the namespace is empty.
 */
public sealed interface Index {

  /** The values under which an object is found. */
  List<NamespacedName> values(Metadata metadata);

  /** By the uid of the controller owner, across namespaces: the children of an object. */
  record ControllerOwner() implements Index {

    @Override
    public List<NamespacedName> values(Metadata metadata) {
      return metadata
          .controllerOwner()
          .map(owner -> List.of(new NamespacedName("", owner.uid())))
          .orElse(List.of());
    }
  }

  /** By the value of a label, within the namespace. */
  record Label(String label) implements Index {

    @Override
    public List<NamespacedName> values(Metadata metadata) {
      return valueIn(metadata, Optional.ofNullable(metadata.labels().get(label)));
    }
  }

  /** By the value of a field that the declarations ask for, within the namespace. */
  record Field(String path) implements Index {

    @Override
    public List<NamespacedName> values(Metadata metadata) {
      return valueIn(metadata, Optional.ofNullable(metadata.fields().get(path)));
    }
  }

  /** By the values of another one, whatever the namespace. */
  record Everywhere(Index within) implements Index {

    @Override
    public List<NamespacedName> values(Metadata metadata) {
      return within.values(metadata).stream()
          .map(value -> new NamespacedName("", value.name()))
          .toList();
    }
  }

  /**
   * By the names of other objects that a derived field lists, one a line, such as {@code
   * default/a}.
   */
  record Names(String field) implements Index {

    @Override
    public List<NamespacedName> values(Metadata metadata) {
      return Optional.ofNullable(metadata.fields().get(field)).stream()
          .flatMap(String::lines)
          .map(Names::parse)
          .toList();
    }

    private static NamespacedName parse(String line) {
      int slash = line.indexOf('/');
      return new NamespacedName(
          slash < 0 ? "" : line.substring(0, slash), line.substring(slash + 1));
    }
  }

  private static List<NamespacedName> valueIn(Metadata metadata, Optional<String> value) {
    return value
        .map(text -> List.of(new NamespacedName(metadata.name().namespace(), text)))
        .orElse(List.of());
  }
}
