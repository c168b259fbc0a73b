package dev.fairlead.sandbox.fault;

import java.util.Set;

/**
 * Which requests a fault meets. What is empty does not matter.
 *
 * @param verbs such as {@code list}, {@code watch}, {@code update}
 * @param resource with its group, such as {@code deployments.apps}
 * @param userAgent what the client's name begins with
 */
public record Selector(
    Set<String> verbs,
    String resource,
    String namespace,
    String name,
    String user,
    String userAgent) {

  public static final Selector ALL = new Selector(Set.of(), "", "", "", "", "");

  public Selector {
    verbs = Set.copyOf(verbs);
  }

  public static Selector verbs(String... verbs) {
    return new Selector(Set.of(verbs), "", "", "", "", "");
  }

  public static Selector resource(String resource) {
    return new Selector(Set.of(), resource, "", "", "", "");
  }

  public Selector withVerbs(String... others) {
    return new Selector(Set.of(others), resource, namespace, name, user, userAgent);
  }

  public Selector withResource(String other) {
    return new Selector(verbs, other, namespace, name, user, userAgent);
  }

  public Selector withNamespace(String other) {
    return new Selector(verbs, resource, other, name, user, userAgent);
  }

  public Selector withName(String other) {
    return new Selector(verbs, resource, namespace, other, user, userAgent);
  }

  public Selector withUser(String other) {
    return new Selector(verbs, resource, namespace, name, other, userAgent);
  }

  public Selector withUserAgent(String other) {
    return new Selector(verbs, resource, namespace, name, user, other);
  }

  boolean meets(Target target) {
    return (verbs.isEmpty() || verbs.contains(target.verb()))
        && (resource.isEmpty() || resource.equals(target.resource()))
        && (namespace.isEmpty() || namespace.equals(target.namespace()))
        && (name.isEmpty() || name.equals(target.name()))
        && (user.isEmpty() || user.equals(target.user()))
        && target.userAgent().startsWith(userAgent);
  }
}
