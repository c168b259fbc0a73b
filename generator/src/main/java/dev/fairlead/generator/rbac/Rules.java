package dev.fairlead.generator.rbac;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody may do, by where: everywhere, or in a namespace. One rule a resource, so that what
 * is missing can be told; what several controllers need is there once.
 */
final class Rules {

  static final String EVERYWHERE = "";

  private static final List<String> ORDER =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");
  private static final Comparator<String> BY_ORDER =
      Comparator.<String>comparingInt(
              verb -> ORDER.contains(verb) ? ORDER.indexOf(verb) : ORDER.size())
          .thenComparing(Comparator.naturalOrder());

  private final Map<String, Map<Resource, SortedSet<String>>> byPlace = new LinkedHashMap<>();

  void add(List<String> places, Resource resource, String... verbs) {
    for (String place : places) {
      byPlace
          .computeIfAbsent(place, _ -> new LinkedHashMap<>())
          .computeIfAbsent(resource, _ -> new TreeSet<>(BY_ORDER))
          .addAll(List.of(verbs));
    }
  }

  boolean has(String place, Resource resource) {
    return byPlace.getOrDefault(place, Map.of()).containsKey(resource);
  }

  /** Where there are any. */
  Set<String> places() {
    return byPlace.keySet();
  }

  List<PolicyRule> in(String place) {
    List<PolicyRule> rules = new ArrayList<>();
    byPlace
        .getOrDefault(place, Map.of())
        .forEach((resource, verbs) ->
            rules.add(
                new PolicyRuleBuilder()
                    .withApiGroups(resource.group())
                    .withResources(resource.plural())
                    .withVerbs(List.copyOf(verbs))
                    .build()));
    return rules;
  }
}
