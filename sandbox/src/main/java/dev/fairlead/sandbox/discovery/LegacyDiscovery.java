package dev.fairlead.sandbox.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One document for each path, as it was before there was one for all. */
final class LegacyDiscovery {

  private LegacyDiscovery() {}

  /** {@code /api}. */
  static ObjectNode versions(String serverAddress) {
    ObjectNode versions = JsonNodeFactory.instance.objectNode();
    versions.put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", serverAddress);
    return versions;
  }

  /** {@code /apis}. */
  static ObjectNode groups(List<Kind> kinds) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    Set<String> names = new LinkedHashSet<>();
    kinds.forEach(kind -> names.add(kind.group()));
    names.remove("");
    names.forEach(name -> group(groups.addObject(), kinds, name));
    return list;
  }

  /** {@code /apis/apps}; empty for an unknown group. */
  static Optional<ObjectNode> group(List<Kind> kinds, String name) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.put("kind", "APIGroup").put("apiVersion", "v1");
    return group(group, kinds, name) ? Optional.of(group) : Optional.empty();
  }

  private static boolean group(ObjectNode group, List<Kind> kinds, String name) {
    Set<String> versions = new LinkedHashSet<>();
    kinds.stream()
        .filter(kind -> kind.group().equals(name))
        .forEach(kind -> versions.add(kind.version()));
    if (versions.isEmpty() || name.isEmpty()) {
      return false;
    }
    group.put("name", name);
    ArrayNode array = group.putArray("versions");
    versions.forEach(version -> version(array.addObject(), name, version));
    version(group.putObject("preferredVersion"), name, versions.iterator().next());
    return true;
  }

  private static void version(ObjectNode object, String group, String version) {
    object.put("groupVersion", group + "/" + version).put("version", version);
  }

  /** {@code /apis/apps/v1}; empty for one that is not served. */
  static Optional<ObjectNode> resources(List<Kind> kinds, String apiVersion) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", apiVersion);
    ArrayNode resources = list.putArray("resources");
    kinds.stream()
        .filter(kind -> kind.apiVersion().equals(apiVersion))
        .forEach(kind -> resource(resources, kind, kinds));
    if (apiVersion.equals("v1")) {
      // The only group version here that was made before lists had an apiVersion.
      list.remove("apiVersion");
    }
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static void resource(ArrayNode resources, Kind kind, List<Kind> kinds) {
    ObjectNode resource = resources.addObject();
    resource
        .put("name", kind.plural())
        .put("singularName", kind.singular())
        .put("namespaced", kind.namespaced())
        .put("kind", kind.name());
    AggregatedDiscovery.words(resource, "verbs", kind.verbs());
    AggregatedDiscovery.words(resource, "shortNames", kind.shortNames());
    AggregatedDiscovery.words(resource, "categories", kind.categories());
    if (kind.verbs().contains("get")) {
      storage(kind, kinds).ifPresent(it -> resource.put("storageVersionHash", hash(it)));
    }
    kind.subresources()
        .forEach((name, subresource) -> {
          ObjectNode one = resources.addObject();
          one.put("name", kind.plural() + "/" + name)
              .put("singularName", "")
              .put("namespaced", kind.namespaced());
          boolean own =
              subresource.group().equals(kind.group())
                  && subresource.version().equals(kind.version());
          if (!own) {
            one.put("group", subresource.group()).put("version", subresource.version());
          }
          one.put("kind", subresource.kind());
          AggregatedDiscovery.words(one, "verbs", subresource.verbs());
        });
  }

  /** The version in which kube-apiserver would store the kind; empty where that is not served. */
  private static Optional<Kind> storage(Kind kind, List<Kind> kinds) {
    return kinds.stream()
        .filter(it -> it.collection().equals(kind.collection()))
        .filter(it -> it.definition().map(d -> d.path("storage").asBoolean()).orElse(true))
        .findFirst();
  }

  private static String hash(Kind kind) {
    // Definitions are the last that kube-apiserver stores as it did before their v1.
    String version = kind.plural().equals("customresourcedefinitions") ? "v1beta1" : kind.version();
    String text = kind.group() + "/" + version + "/" + kind.name();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
