package dev.fairlead.protocol.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the watcher knows of an object without decoding it.
 *
 * @param name namespace and name
 * @param uid the identity of this incarnation of the name
 * @param resourceVersion the version of this state
 * @param generation {@code metadata.generation}, 0 where the kind has none
 * @param deleting whether {@code metadata.deletionTimestamp} is set
 * @param labels all labels
 * @param annotations the annotations that begin with {@code fairlead.dev/}; others stay in the
 *     frame
 * @param owners all owner references
 * @param fields the values of the field paths that declarations ask for, by path, and what code of
 *     an operator derives from the object
 */
public record Metadata(
    NamespacedName name,
    String uid,
    ResourceVersion resourceVersion,
    long generation,
    boolean deleting,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<OwnerReference> owners,
    Map<String, String> fields) {

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    owners = List.copyOf(owners);
    fields = Map.copyOf(fields);
  }

  /** The same with other fields. */
  public Metadata with(Map<String, String> others) {
    return new Metadata(
        name, uid, resourceVersion, generation, deleting, labels, annotations, owners, others);
  }

  /** The owner reference whose {@code controller} is true, if there is one. */
  public Optional<OwnerReference> controllerOwner() {
    return owners.stream().filter(OwnerReference::controller).findFirst();
  }
}
