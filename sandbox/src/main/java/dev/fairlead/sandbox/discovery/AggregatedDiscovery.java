package dev.fairlead.sandbox.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All groups, versions and resources in one document: {@code apidiscovery.k8s.io/v2
 * APIGroupDiscoveryList}.
 *
 * @see <a
 *     href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/3352-aggregated-discovery">KEP-3352</a>
 */
final class AggregatedDiscovery {

  private AggregatedDiscovery() {}

  /**
   * @param kinds in the order in which they are to appear
   */
  static ObjectNode of(List<Kind> kinds) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    Map<String, ArrayNode> groups = new LinkedHashMap<>();
    Map<String, ArrayNode> versions = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      ArrayNode group = groups.computeIfAbsent(kind.group(), it -> group(items, it));
      ArrayNode resources =
          versions.computeIfAbsent(kind.apiVersion(), _ -> version(group, kind.version()));
      resource(resources.addObject(), kind);
    }
    return list;
  }

  private static ArrayNode group(ArrayNode items, String name) {
    ObjectNode group = items.addObject();
    ObjectNode metadata = group.putObject("metadata");
    if (!name.isEmpty()) {
      metadata.put("name", name);
    }
    return group.putArray("versions");
  }

  private static ArrayNode version(ArrayNode versions, String name) {
    ObjectNode version = versions.addObject().put("version", name);
    ArrayNode resources = version.putArray("resources");
    version.put("freshness", "Current");
    return resources;
  }

  private static void resource(ObjectNode resource, Kind kind) {
    resource.put("resource", kind.plural());
    // Built-in kinds leave out their own group and version, custom ones do not.
    responseKind(
        resource,
        kind.custom() ? kind.group() : "",
        kind.custom() ? kind.version() : "",
        kind.name());
    resource
        .put("scope", kind.namespaced() ? "Namespaced" : "Cluster")
        .put("singularResource", kind.singular());
    words(resource, "verbs", kind.verbs());
    words(resource, "shortNames", kind.shortNames());
    words(resource, "categories", kind.categories());
    if (!kind.subresources().isEmpty()) {
      ArrayNode subresources = resource.putArray("subresources");
      kind.subresources()
          .forEach((name, subresource) -> {
            ObjectNode one = subresources.addObject().put("subresource", name);
            boolean own =
                !kind.custom()
                    && subresource.group().equals(kind.group())
                    && subresource.version().equals(kind.version());
            responseKind(
                one,
                own ? "" : subresource.group(),
                own ? "" : subresource.version(),
                subresource.kind());
            words(one, "verbs", subresource.verbs());
          });
    }
  }

  private static void responseKind(ObjectNode of, String group, String version, String kind) {
    of.putObject("responseKind").put("group", group).put("version", version).put("kind", kind);
  }

  static void words(ObjectNode object, String field, Collection<String> words) {
    if (!words.isEmpty()) {
      ArrayNode array = object.putArray(field);
      words.forEach(array::add);
    }
  }
}
