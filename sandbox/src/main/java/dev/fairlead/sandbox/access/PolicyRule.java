package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One rule of a role: these verbs on these resources, or on these other paths. */
record PolicyRule(
    List<String> verbs,
    List<String> groups,
    List<String> resources,
    List<String> names,
    List<String> urls) {

  private static final String ALL = "*";

  static PolicyRule of(JsonNode rule) {
    return new PolicyRule(
        texts(rule.path("verbs")),
        texts(rule.path("apiGroups")),
        texts(rule.path("resources")),
        texts(rule.path("resourceNames")),
        texts(rule.path("nonResourceURLs")));
  }

  /** The rules of a Role or ClusterRole. */
  static List<PolicyRule> in(JsonNode role) {
    return StreamSupport.stream(role.path("rules").spliterator(), false)
        .map(PolicyRule::of)
        .toList();
  }

  /** Everything. */
  static List<PolicyRule> everything() {
    List<String> all = List.of(ALL);
    return List.of(
        new PolicyRule(all, all, all, List.of(), List.of()),
        new PolicyRule(all, List.of(), List.of(), List.of(), all));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  boolean allows(Attributes wanted) {
    return has(verbs, wanted.verb())
        && switch (wanted) {
          case Attributes.Resource it ->
              has(groups, it.group())
                  && resources.stream().anyMatch(mine -> isResource(mine, it.path()))
                  && (names.isEmpty() || names.contains(it.name()));
          case Attributes.NonResource it -> urls.stream().anyMatch(mine -> isUrl(mine, it.path()));
        };
  }

  /** Whether whoever has this rule has this part of another, as {@link #parts} cuts it. */
  boolean covers(PolicyRule part) {
    return part.verbs.stream().allMatch(it -> has(verbs, it))
        && part.groups.stream().allMatch(it -> has(groups, it))
        && part.resources.stream()
            .allMatch(theirs -> resources.stream().anyMatch(mine -> isResource(mine, theirs)))
        && part.urls.stream()
            .allMatch(theirs -> urls.stream().anyMatch(mine -> isUrl(mine, theirs)))
        && (names.isEmpty() || (!part.names.isEmpty() && names.containsAll(part.names)));
  }

  /** The rule cut into rules of one verb and one resource or path each. */
  List<PolicyRule> parts() {
    List<PolicyRule> parts = new ArrayList<>();
    for (String group : groups) {
      for (String resource : resources) {
        for (String verb : verbs) {
          if (names.isEmpty()) {
            parts.add(part(verb, group, resource, List.of()));
          }
          names.forEach(name -> parts.add(part(verb, group, resource, List.of(name))));
        }
      }
    }
    for (String url : urls) {
      verbs.forEach(verb ->
          parts.add(new PolicyRule(List.of(verb), List.of(), List.of(), List.of(), List.of(url))));
    }
    return parts;
  }

  private static PolicyRule part(String verb, String group, String resource, List<String> names) {
    return new PolicyRule(List.of(verb), List.of(group), List.of(resource), names, List.of());
  }

  PolicyRule withVerbs(List<String> others) {
    return new PolicyRule(others, groups, resources, names, urls);
  }

  private static boolean has(List<String> mine, String theirs) {
    return mine.contains(ALL) || mine.contains(theirs);
  }

  private static boolean isResource(String mine, String theirs) {
    int slash = theirs.indexOf('/');
    return mine.equals(ALL)
        || mine.equals(theirs)
        || (slash > 0 && mine.equals(ALL + theirs.substring(slash)));
  }

  private static boolean isUrl(String mine, String theirs) {
    return mine.equals(theirs)
        || (mine.endsWith(ALL) && theirs.startsWith(mine.substring(0, mine.length() - 1)));
  }

  /** As a review of rules shows it. */
  void write(ObjectNode json) {
    Map.of(
            "verbs", verbs,
            "apiGroups", groups,
            "resources", resources,
            "resourceNames", names,
            "nonResourceURLs", urls)
        .forEach((field, values) -> {
          if (!values.isEmpty()) {
            values.forEach(json.putArray(field)::add);
          }
        });
  }

  /** In Go's spelling, for refusals. */
  @Override
  public String toString() {
    List<String> fields = new ArrayList<>();
    add(fields, "APIGroups", groups);
    add(fields, "Resources", resources);
    add(fields, "NonResourceURLs", urls);
    add(fields, "ResourceNames", names);
    add(fields, "Verbs", verbs);
    return "{" + String.join(", ", fields) + "}";
  }

  private static void add(List<String> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.add(name + ":" + quoted(values));
    }
  }

  static String quoted(List<String> values) {
    return values.stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(" ", "[", "]"));
  }
}
