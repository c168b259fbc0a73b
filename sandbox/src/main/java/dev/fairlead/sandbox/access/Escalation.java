package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Nobody gives away more than they have: checks every write of a role or a binding. The verbs
 * {@code escalate} and {@code bind} lift it. Thread-safe.
 */
public final class Escalation {

  private final Rbac rbac;

  public Escalation(Rbac rbac) {
    this.rbac = rbac;
  }

  /**
   * Passes every write of another kind, and those of roles and bindings that give nothing away.
   *
   * @param request the write; its name is empty where it is a create
   * @param old empty for a create
   * @throws Rejection 403; 404 for a binding to a role that is not there
   */
  public void check(
      User user, Attributes.Resource request, ObjectNode object, Optional<ObjectNode> old)
      throws Rejection {
    if (!request.group().equals(Rbac.GROUP) || user.groups().contains(User.MASTERS)) {
      return;
    }
    switch (request.resource()) {
      case "roles", "clusterroles" -> role(user, request, object, old);
      case "rolebindings", "clusterrolebindings" -> binding(user, request, object);
      default -> {}
    }
  }

  private void role(
      User user, Attributes.Resource request, ObjectNode object, Optional<ObjectNode> old)
      throws Rejection {
    if (may(user, "escalate", request.resource(), request.namespace(), request.name())) {
      return;
    }
    covered(user, request, object, PolicyRule.in(object));
    boolean aggregates = aggregates(object) || old.filter(Escalation::aggregates).isPresent();
    if (aggregates && !missing(user, "", PolicyRule.everything()).isEmpty()) {
      throw forbidden(
          request, object, "must have cluster-admin privileges to use the aggregationRule");
    }
  }

  private void binding(User user, Attributes.Resource request, ObjectNode object) throws Rejection {
    JsonNode reference = object.path("roleRef");
    String roles = reference.path("kind").asText().equals("Role") ? "roles" : "clusterroles";
    String name = reference.path("name").asText();
    if (may(user, "bind", roles, request.namespace(), name)) {
      return;
    }
    ObjectNode role =
        rbac.role(reference, request.namespace())
            .orElseThrow(() -> Status.notFound(Rbac.GROUP, roles, name).rejection());
    covered(user, request, object, PolicyRule.in(role));
  }

  private void covered(
      User user, Attributes.Resource request, ObjectNode object, List<PolicyRule> wanted)
      throws Rejection {
    List<PolicyRule> missing = missing(user, request.namespace(), wanted);
    if (!missing.isEmpty()) {
      throw forbidden(
          request,
          object,
          "user \"%s\" (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s"
              .formatted(user.name(), PolicyRule.quoted(user.groups()), words(missing)));
    }
  }

  private List<PolicyRule> missing(User user, String namespace, List<PolicyRule> wanted) {
    List<PolicyRule> held = rbac.grants(user, namespace).rules();
    return wanted.stream()
        .flatMap(it -> it.parts().stream())
        .filter(part -> held.stream().noneMatch(it -> it.covers(part)))
        .toList();
  }

  /** One line for each resource, with all its verbs. */
  private static String words(List<PolicyRule> missing) {
    Map<PolicyRule, List<String>> verbs = new LinkedHashMap<>();
    TreeSet<String> lines = new TreeSet<>();
    for (PolicyRule part : missing) {
      if (part.urls().isEmpty()) {
        verbs
            .computeIfAbsent(part.withVerbs(List.of()), _ -> new ArrayList<>())
            .addAll(part.verbs());
      } else {
        lines.add(part.toString());
      }
    }
    verbs.forEach((rule, all) -> lines.add(rule.withVerbs(all).toString()));
    return String.join("\n", lines);
  }

  private boolean may(User user, String verb, String resource, String namespace, String name) {
    return rbac.decide(
            user, new Attributes.Resource(verb, Rbac.GROUP, "*", resource, "", namespace, name))
        .allowed();
  }

  private static boolean aggregates(ObjectNode role) {
    return !role.path("aggregationRule").path("clusterRoleSelectors").isEmpty();
  }

  private static Rejection forbidden(Attributes.Resource request, ObjectNode object, String why) {
    String name = object.path("metadata").path("name").asText();
    return Forbidden.resource(request.group(), request.resource(), name, why).rejection();
  }
}
