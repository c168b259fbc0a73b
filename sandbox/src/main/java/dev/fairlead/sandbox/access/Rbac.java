package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides by the Roles, ClusterRoles and their bindings as they are in the store at this moment.
 * The group {@code system:masters} may do everything, whatever they say. Thread-safe.
 */
public final class Rbac implements Authorizer {

  static final String GROUP = "rbac.authorization.k8s.io";

  /**
   * A rule that somebody has.
   *
   * @param source the binding, in words
   */
  record Grant(PolicyRule rule, String source) {}

  /**
   * What somebody has.
   *
   * @param errors bindings that name no role that is there
   */
  record Grants(List<Grant> all, List<String> errors) {

    List<PolicyRule> rules() {
      return all.stream().map(Grant::rule).toList();
    }
  }

  private final Objects objects;

  public Rbac(Objects objects) {
    this.objects = objects;
  }

  @Override
  public Decision decide(User user, Attributes attributes) {
    if (user.groups().contains(User.MASTERS)) {
      return new Decision(true, "");
    }
    String namespace =
        switch (attributes) {
          case Attributes.Resource it -> it.namespace();
          case Attributes.NonResource _ -> "";
        };
    Grants grants = grants(user, namespace);
    return grants.all().stream()
        .filter(it -> it.rule().allows(attributes))
        .findFirst()
        .map(it -> new Decision(true, "RBAC: allowed by " + it.source()))
        .orElseGet(() -> new Decision(false, reason(grants.errors())));
  }

  private static String reason(List<String> errors) {
    List<String> distinct = errors.stream().distinct().toList();
    return switch (distinct.size()) {
      case 0 -> "";
      case 1 -> "RBAC: " + distinct.getFirst();
      default -> "RBAC: [" + String.join(", ", distinct) + "]";
    };
  }

  /**
   * All rules of a user that count in a namespace.
   *
   * @param namespace empty for those that count everywhere
   */
  Grants grants(User user, String namespace) {
    Grants grants = new Grants(new ArrayList<>(), new ArrayList<>());
    add(grants, user, "clusterrolebindings", "");
    if (!namespace.isEmpty()) {
      add(grants, user, "rolebindings", namespace);
    }
    return grants;
  }

  private void add(Grants grants, User user, String resource, String namespace) {
    for (ObjectNode binding : objects.list(resource + "." + GROUP, namespace)) {
      Optional<JsonNode> subject = subject(binding, user, namespace);
      if (subject.isPresent()) {
        JsonNode reference = binding.path("roleRef");
        Optional<ObjectNode> role = role(reference, namespace);
        if (role.isEmpty()) {
          grants.errors().add(missing(reference));
          continue;
        }
        String source = words(binding, subject.get(), namespace);
        PolicyRule.in(role.get()).forEach(it -> grants.all().add(new Grant(it, source)));
      }
    }
  }

  /** The role that a binding names; empty if it is not there. */
  Optional<ObjectNode> role(JsonNode reference, String namespace) {
    String name = reference.path("name").asText();
    return switch (reference.path("kind").asText()) {
      case "ClusterRole" -> objects.get(new Key("clusterroles." + GROUP, "", name));
      case "Role" -> objects.get(new Key("roles." + GROUP, namespace, name));
      default -> Optional.empty();
    };
  }

  private static String missing(JsonNode reference) {
    String kind = reference.path("kind").asText();
    String name = reference.path("name").asText();
    return switch (kind) {
      case "ClusterRole" -> "clusterrole.%s \"%s\" not found".formatted(GROUP, name);
      case "Role" -> "role.%s \"%s\" not found".formatted(GROUP, name);
      default -> "unsupported role reference kind: \"%s\"".formatted(kind);
    };
  }

  private static Optional<JsonNode> subject(ObjectNode binding, User user, String namespace) {
    for (JsonNode subject : binding.path("subjects")) {
      if (isSubject(subject, user, namespace)) {
        return Optional.of(subject);
      }
    }
    return Optional.empty();
  }

  private static boolean isSubject(JsonNode subject, User user, String namespace) {
    String name = subject.path("name").asText();
    return switch (subject.path("kind").asText()) {
      case "User" -> user.name().equals(name);
      case "Group" -> user.groups().contains(name);
      case "ServiceAccount" -> {
        String within = subject.path("namespace").asText(namespace);
        yield !within.isEmpty()
            && user.name().equals(User.SERVICE_ACCOUNT_PREFIX + within + ":" + name);
      }
      default -> false;
    };
  }

  private static String words(ObjectNode binding, JsonNode subject, String namespace) {
    String name = binding.path("metadata").path("name").asText();
    String kind = subject.path("kind").asText();
    String who = subject.path("name").asText();
    if (kind.equals("ServiceAccount")) {
      who += "/" + subject.path("namespace").asText(namespace);
    }
    return "%s of %s \"%s\" to %s \"%s\""
        .formatted(
            namespace.isEmpty()
                ? "ClusterRoleBinding \"" + name + "\""
                : "RoleBinding \"" + name + "/" + namespace + "\"",
            binding.path("roleRef").path("kind").asText(),
            binding.path("roleRef").path("name").asText(),
            kind,
            who);
  }
}
