package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.Set;

/**
 * What a stream shows.
 *
 * @param resource the resource
 * @param namespace one namespace; empty for all, and for cluster-scoped resources
 * @param labelSelector narrows it on the server; empty for all
 * @param fieldSelector narrows it on the server; empty for all
 * @param fieldPaths dotted paths outside metadata, such as {@code spec.tlsSecretName}, whose scalar
 *     values go into {@code Metadata.fields}
 * @param metadataOnly asks the server for metadata alone; frames then have nothing else
 */
public record Selection(
    GroupVersionResource resource,
    String namespace,
    String labelSelector,
    String fieldSelector,
    Set<String> fieldPaths,
    boolean metadataOnly) {

  public Selection {
    fieldPaths = Set.copyOf(fieldPaths);
    for (String path : fieldPaths) {
      if (path.isEmpty() || path.equals("metadata") || path.startsWith("metadata.")) {
        throw new IllegalArgumentException(
            "field path '" + path + "' must name a field outside metadata");
      }
    }
  }

  /** All objects of a resource, whole. */
  public static Selection of(GroupVersionResource resource) {
    return new Selection(resource, "", "", "", Set.of(), false);
  }

  /** The same in one namespace. */
  public Selection in(String namespace) {
    return new Selection(
        resource, namespace, labelSelector, fieldSelector, fieldPaths, metadataOnly);
  }

  /** The same narrowed by a label selector. */
  public Selection labelled(String selector) {
    return new Selection(resource, namespace, selector, fieldSelector, fieldPaths, metadataOnly);
  }

  /** The same narrowed by a field selector. */
  public Selection where(String selector) {
    return new Selection(resource, namespace, labelSelector, selector, fieldPaths, metadataOnly);
  }

  /** Of the same the object of one name, if it is there. */
  public Selection named(String name) {
    String byName = "metadata.name=" + name;
    return where(fieldSelector.isEmpty() ? byName : fieldSelector + "," + byName);
  }

  /** The same with the values of field paths. */
  public Selection reading(Set<String> paths) {
    return new Selection(resource, namespace, labelSelector, fieldSelector, paths, metadataOnly);
  }

  /** The same as metadata alone. */
  public Selection asMetadata() {
    return new Selection(resource, namespace, labelSelector, fieldSelector, fieldPaths, true);
  }
}
