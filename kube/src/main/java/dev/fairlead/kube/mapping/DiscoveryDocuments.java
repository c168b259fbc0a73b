package dev.fairlead.kube.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads discovery documents. Pure. */
final class DiscoveryDocuments {

  private DiscoveryDocuments() {}

  /** Whether the server answered in the aggregated form (apidiscovery.k8s.io/v2). */
  static boolean isAggregated(JsonNode document) {
    return document.path("kind").asText().equals("APIGroupDiscoveryList");
  }

  /** The resources of an {@code APIGroupDiscoveryList}. */
  static List<ApiResource> aggregated(JsonNode document) {
    List<ApiResource> resources = new ArrayList<>();
    for (JsonNode group : document.path("items")) {
      String name = group.path("metadata").path("name").asText();
      for (JsonNode version : group.path("versions")) {
        for (JsonNode resource : version.path("resources")) {
          resources.add(aggregated(name, version.path("version").asText(), resource));
        }
      }
    }
    return resources;
  }

  /** The groups of it whose answer the aggregator could not refresh. */
  static List<String> stale(JsonNode document) {
    List<String> stale = new ArrayList<>();
    for (JsonNode group : document.path("items")) {
      for (JsonNode version : group.path("versions")) {
        if (version.path("freshness").asText().equals("Stale")) {
          stale.add(
              group.path("metadata").path("name").asText()
                  + "/"
                  + version.path("version").asText()
                  + ": the server behind it does not answer");
        }
      }
    }
    return stale;
  }

  /** The group versions of an {@code APIGroupList}, preferred versions first. */
  static List<String> groupVersions(JsonNode document) {
    List<String> groupVersions = new ArrayList<>();
    for (JsonNode group : document.path("groups")) {
      Set<String> versions = new LinkedHashSet<>();
      versions.add(group.path("preferredVersion").path("groupVersion").asText());
      group.path("versions").forEach(one -> versions.add(one.path("groupVersion").asText()));
      versions.remove("");
      groupVersions.addAll(versions);
    }
    return groupVersions;
  }

  /** The resources of an {@code APIResourceList}. */
  static List<ApiResource> legacy(JsonNode document) {
    String groupVersion = document.path("groupVersion").asText();
    GroupVersionKind parent = GroupVersionKind.of(groupVersion, "");
    List<ApiResource> resources = new ArrayList<>();
    for (JsonNode resource : document.path("resources")) {
      String name = resource.path("name").asText();
      if (!name.contains("/")) {
        resources.add(legacy(parent, name, resource, document));
      }
    }
    return resources;
  }

  private static ApiResource legacy(
      GroupVersionKind parent, String name, JsonNode resource, JsonNode document) {
    Set<String> subresources = new HashSet<>();
    for (JsonNode other : document.path("resources")) {
      String path = other.path("name").asText();
      if (path.startsWith(name + "/")) {
        subresources.add(path.substring(name.length() + 1));
      }
    }
    return new ApiResource(
        new GroupVersionResource(parent.group(), parent.version(), name),
        new GroupVersionKind(parent.group(), parent.version(), resource.path("kind").asText()),
        resource.path("namespaced").asBoolean(),
        resource.path("singularName").asText(),
        texts(resource.path("shortNames")),
        Set.copyOf(texts(resource.path("verbs"))),
        subresources);
  }

  private static ApiResource aggregated(String group, String version, JsonNode resource) {
    Set<String> subresources = new HashSet<>();
    for (JsonNode subresource : resource.path("subresources")) {
      subresources.add(subresource.path("subresource").asText());
    }
    return new ApiResource(
        new GroupVersionResource(group, version, resource.path("resource").asText()),
        new GroupVersionKind(group, version, resource.path("responseKind").path("kind").asText()),
        resource.path("scope").asText().equals("Namespaced"),
        resource.path("singularResource").asText(),
        texts(resource.path("shortNames")),
        Set.copyOf(texts(resource.path("verbs"))),
        subresources);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
