package dev.fairlead.kube.mapping;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a server serves, at one moment. Immutable. */
public final class ResourceTable {

  private final List<ApiResource> resources;
  private final List<String> problems;
  private final Map<GroupVersionKind, ApiResource> byKind = new HashMap<>();
  private final Map<GroupVersionResource, ApiResource> byResource = new HashMap<>();

  /**
   * A table.
   *
   * @param resources in the server's order of preference: the core group first, preferred versions
   *     before others
   * @param problems the groups that could not be asked, and why
   */
  public ResourceTable(List<ApiResource> resources, List<String> problems) {
    this.resources = List.copyOf(resources);
    this.problems = List.copyOf(problems);
    for (ApiResource resource : resources) {
      byKind.putIfAbsent(resource.kind(), resource);
      byResource.putIfAbsent(resource.resource(), resource);
    }
  }

  /** All of it, in order of preference. */
  public List<ApiResource> resources() {
    return resources;
  }

  /** The groups that could not be asked, and why. */
  public List<String> problems() {
    return problems;
  }

  /** The resource of a kind. */
  public Optional<ApiResource> resourceFor(GroupVersionKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** What a resource is. */
  public Optional<ApiResource> describe(GroupVersionResource resource) {
    return Optional.ofNullable(byResource.get(resource));
  }

  /** Every version of a kind of a group, the preferred one first. */
  public List<ApiResource> versions(String group, String kind) {
    return resources.stream()
        .filter(one -> one.kind().group().equals(group) && one.kind().kind().equals(kind))
        .toList();
  }

  /** What a person means by a name; see {@link RESTMapper#find}. */
  public Lookup find(String name) {
    int dot = name.indexOf('.');
    String word = dot < 0 ? name : name.substring(0, dot);
    String scope = dot < 0 ? "" : name.substring(dot + 1);
    Map<String, ApiResource> byGroup = new LinkedHashMap<>();
    for (ApiResource resource : resources) {
      if (isCalled(resource, word) && isWithin(resource, scope)) {
        byGroup.putIfAbsent(resource.resource().qualified(), resource);
      }
    }
    List<ApiResource> candidates = List.copyOf(byGroup.values());
    if (candidates.isEmpty()) {
      return new Lookup.Unknown();
    }
    ApiResource first = candidates.getFirst();
    return candidates.size() == 1 || first.resource().group().isEmpty()
        ? new Lookup.Found(first)
        : new Lookup.Ambiguous(candidates);
  }

  private static boolean isCalled(ApiResource resource, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return resource.resource().resource().equals(lower)
        || resource.singular().equals(lower)
        || resource.shortNames().contains(lower)
        || resource.kind().kind().equalsIgnoreCase(word);
  }

  private static boolean isWithin(ApiResource resource, String scope) {
    String group = resource.resource().group();
    String version = resource.resource().version();
    return scope.isEmpty()
        || scope.equals(group)
        || scope.equals(version + "." + group)
        || (group.isEmpty() && scope.equals(version));
  }
}
