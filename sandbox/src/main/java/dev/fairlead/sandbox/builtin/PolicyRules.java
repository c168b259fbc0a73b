package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.name.Names;
import java.util.List;

/** Roles and bindings, and disruption budgets. */
final class PolicyRules {

  static final Rules ROLE = Rules.PLAIN.createdOnUpdate().check(it -> rules(it.at("rules"), true));

  static final Rules CLUSTER_ROLE =
      Rules.PLAIN
          .createdOnUpdate()
          .check(it -> {
            rules(it.at("rules"), false);
            Check aggregation = it.at("aggregationRule");
            if (aggregation.present()) {
              Check selectors = aggregation.at("clusterRoleSelectors");
              if (selectors.zero()) {
                selectors.required(
                    "at least one clusterRoleSelector required if aggregationRule is non-nil");
              }
              selectors.items().forEach(Selectors::check);
            }
          });

  static final Rules ROLE_BINDING = binding(true, "Role", "ClusterRole");

  static final Rules CLUSTER_ROLE_BINDING = binding(false, "ClusterRole");

  static final Rules BUDGET =
      Rules.PLAIN
          .counted()
          .versioned()
          .check(it -> {
            Check spec = it.at("spec");
            if (spec.at("minAvailable").present() && spec.at("maxUnavailable").present()) {
              spec.invalid(
                  Structs.shown(
                      spec.node(),
                      "minAvailable",
                      "selector",
                      "maxUnavailable",
                      "unhealthyPodEvictionPolicy"),
                  "minAvailable and maxUnavailable cannot be both set");
            }
            for (String field : List.of("minAvailable", "maxUnavailable")) {
              if (spec.at(field).present()) {
                spec.at(field).amountOrPercent().atMostAll();
              }
            }
            Selectors.check(spec.at("selector"));
            if (spec.at("unhealthyPodEvictionPolicy").present()) {
              spec.at("unhealthyPodEvictionPolicy").oneOf("AlwaysAllow", "IfHealthyBudget");
            }
          });

  private static final String GROUP = "rbac.authorization.k8s.io";

  private PolicyRules() {}

  private static void rules(Check rules, boolean namespaced) {
    for (Check rule : rules.items()) {
      if (rule.at("verbs").zero()) {
        rule.at("verbs").required("verbs must contain at least one value");
      }
      Check urls = rule.at("nonResourceURLs");
      if (!urls.zero()) {
        if (namespaced) {
          urls.invalid("namespaced rules cannot apply to non-resource URLs");
        }
        if (!rule.at("apiGroups").zero()
            || !rule.at("resources").zero()
            || !rule.at("resourceNames").zero()) {
          urls.invalid("rules cannot apply to both regular resources and non-resource URLs");
        }
        continue;
      }
      if (rule.at("apiGroups").zero()) {
        rule.at("apiGroups").required("resource rules must supply at least one api group");
      }
      if (rule.at("resources").zero()) {
        rule.at("resources").required("resource rules must supply at least one resource");
      }
    }
  }

  private static Rules binding(boolean namespaced, String... kinds) {
    return Rules.PLAIN
        .createdOnUpdate()
        .check(
            it -> binding(it, namespaced, kinds),
            (object, old) -> {
              binding(object, namespaced, kinds);
              Check reference = object.at("roleRef");
              if (!reference.node().equals(old.at("roleRef").node())) {
                reference.invalid(
                    Structs.shown(reference.node(), "apiGroup", "kind", "name"),
                    "cannot change roleRef");
              }
            });
  }

  private static void binding(Check object, boolean namespaced, String... kinds) {
    Check reference = object.at("roleRef");
    reference.at("apiGroup").oneOf(GROUP);
    reference.at("kind").oneOf(kinds);
    Check name = reference.at("name");
    if (name.zero()) {
      name.required();
    } else {
      name.invalid(Formats.pathSegment(name.text()));
    }
    object.at("subjects").items().forEach(it -> subject(it, namespaced));
  }

  private static void subject(Check subject, boolean namespaced) {
    Check name = subject.at("name").needed();
    switch (subject.at("kind").text()) {
      case "ServiceAccount" -> {
        if (!name.zero()) {
          name.invalid(Names.dns1123Subdomain(name.text()));
        }
        if (!subject.at("apiGroup").zero()) {
          subject.at("apiGroup").notSupported(List.of(""));
        }
        if (!namespaced) {
          subject.at("namespace").needed();
        }
      }
      case "User", "Group" -> subject.at("apiGroup").oneOf(GROUP);
      default -> subject.at("kind").notSupported(List.of("ServiceAccount", "User", "Group"));
    }
  }
}
