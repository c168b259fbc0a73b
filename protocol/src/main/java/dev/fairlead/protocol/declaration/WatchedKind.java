package dev.fairlead.protocol.declaration;

import dev.fairlead.protocol.object.GroupVersionKind;
import java.util.List;

/**
 * A kind that a controller watches.
 *
 * @param kind the kind
 * @param mapping how one of its objects leads to a key
 * @param labelSelector narrows the list and watch; empty for all
 * @param fieldSelector narrows the list and watch; empty for all
 * @param generationOnly whether changes that leave the generation as it is (status, metadata other
 *     than labels, annotations under {@code fairlead.dev/}, finalizers and deletion) are passed
 *     over
 * @param predicate the class of the operator that says which objects and changes matter; empty for
 *     none
 * @param metadataOnly whether the objects are cached and shown without anything but their metadata
 * @param indexes how lookups may find its objects
 */
public record WatchedKind(
    GroupVersionKind kind,
    KeyMapping mapping,
    String labelSelector,
    String fieldSelector,
    boolean generationOnly,
    String predicate,
    boolean metadataOnly,
    List<DeclaredIndex> indexes) {

  public WatchedKind {
    indexes = List.copyOf(indexes);
  }

  /** One without code, whole, and without indexes. */
  public WatchedKind(
      GroupVersionKind kind,
      KeyMapping mapping,
      String labelSelector,
      String fieldSelector,
      boolean generationOnly) {
    this(kind, mapping, labelSelector, fieldSelector, generationOnly, "", false, List.of());
  }

  /** Whether a watcher needs code of the operator for it. */
  public boolean needsCode() {
    return !predicate.isEmpty() || mapping instanceof KeyMapping.Code;
  }
}
