package dev.fairlead.sandbox.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a resource that the server serves.
 *
 * @param group empty for the core group
 * @param plural the resource, such as {@code deployments}
 * @param name the kind, such as {@code Deployment}
 * @param listName the kind of a list of them
 * @param verbs what can be done with the resource itself
 * @param subresources by name, such as {@code status} and {@code scale}
 * @param schema of the whole object, with apiVersion, kind and metadata
 * @param definition this version as it stands in its CustomResourceDefinition ({@code
 *     spec.versions[…]}); empty for a built-in kind
 */
public record Kind(
    String group,
    String version,
    String plural,
    String singular,
    String name,
    String listName,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    Set<String> verbs,
    Map<String, Subresource> subresources,
    Schema schema,
    Optional<JsonNode> definition) {

  /**
   * A part of a resource with a path of its own.
   *
   * @param group the group of the kind that it answers; that of the resource where it is the same
   *     kind
   */
  public record Subresource(String group, String version, String kind, Set<String> verbs) {}

  /** Whether a CustomResourceDefinition defines it. */
  public boolean custom() {
    return definition.isPresent();
  }

  /** {@code apps/v1}, {@code v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * The name under which all versions of the resource are stored: {@code deployments.apps}, {@code
   * pods}. Events are one resource in two groups.
   */
  public String collection() {
    return group.isEmpty() || group.equals("events.k8s.io") ? plural : plural + "." + group;
  }
}
