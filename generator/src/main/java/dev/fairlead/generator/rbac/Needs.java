package dev.fairlead.generator.rbac;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Permission;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** What a role asks of the API server on behalf of one controller: each verb, and why. */
final class Needs {

  private static final Resource SECRETS = new Resource("", "secrets");
  private static final Resource LEASES = new Resource("coordination.k8s.io", "leases");
  private static final Resource EVENTS = new Resource("events.k8s.io", "events");

  /** Where Events about cluster-scoped objects are. */
  private static final List<String> DEFAULT = List.of("default");

  private static final List<String> EVERYWHERE = List.of(Rules.EVERYWHERE);

  private final ControllerDefinition<?> definition;
  private final Declaration declaration;
  private final KindTable kinds;
  private final List<String> namespaces;
  private final List<String> home;

  /**
   * @throws InvalidInstallation if the installation leaves the controller no namespace
   */
  Needs(ControllerDefinition<?> definition, KindTable kinds, Installation installation) {
    this.definition = definition;
    this.declaration = definition.declaration();
    this.kinds = kinds;
    this.namespaces = namespaces(declaration, installation);
    this.home = List.of(installation.namespace());
  }

  void add(Component component, Rules rules) {
    switch (component) {
      case WATCHER -> watcher(rules);
      case RECONCILER -> reconciler(rules);
      case STATUS -> status(rules);
      case GATEWAY -> {} // the same for all controllers
    }
  }

  private void watcher(Rules rules) {
    rules.add(where(primary()), kinds.resource(primary()), "list", "watch");
    for (WatchedKind owned : declaration.owned()) {
      // One that somebody else changes all the time is read, to say who it is.
      rules.add(where(owned.kind()), kinds.resource(owned.kind()), "get", "list", "watch");
    }
    for (WatchedKind read : declaration.reads()) {
      rules.add(where(read.kind()), kinds.resource(read.kind()), "list", "watch");
    }
  }

  private void reconciler(Rules rules) {
    for (WatchedKind owned : declaration.owned()) {
      // Creations are applies, which ask for both; one that is there already is read.
      rules.add(
          where(owned.kind()), kinds.resource(owned.kind()), "get", "create", "patch", "delete");
    }
    for (WatchedKind read : declaration.reads()) {
      // Their contents are in no cache.
      if (kinds.resource(read.kind()).equals(SECRETS) && !read.metadataOnly()) {
        rules.add(where(read.kind()), SECRETS, "get");
      }
    }
    if (!definition.pools().isEmpty()) {
      // Each permit is a Lease.
      rules.add(home, LEASES, "list", "create", "update");
    }
    if (definition.finalizer().isPresent()) {
      rules.add(where(primary()), kinds.resource(primary()), "patch");
    }
    if (!declaration.owned().isEmpty()) {
      // Where the admission plug-in OwnerReferencesPermissionEnforcement is on, a child may block
      // its owner's deletion only so.
      rules.add(where(primary()), kinds.resource(primary()).subresource("finalizers"), "update");
    }
    for (Permission permission :
        definition.reconciler().getClass().getAnnotationsByType(Permission.class)) {
      rules.add(
          permission.clusterScoped() ? EVERYWHERE : namespaces,
          resource(permission),
          permission.verbs());
    }
  }

  private void status(Rules rules) {
    if (hasStatus()) {
      rules.add(where(primary()), kinds.resource(primary()).subresource("status"), "patch");
    }
    rules.add(kinds.isNamespaced(primary()) ? namespaces : DEFAULT, EVENTS, "create", "patch");
  }

  private boolean hasStatus() {
    return CustomResource.class.isAssignableFrom(definition.primaryType())
        ? definition.statusType().isPresent()
        : kinds.hasStatus(primary());
  }

  private GroupVersionKind primary() {
    return declaration.primary().kind();
  }

  private List<String> where(GroupVersionKind kind) {
    return kinds.isNamespaced(kind) ? namespaces : EVERYWHERE;
  }

  private Resource resource(Permission permission) {
    if (permission.resource().isBlank() || permission.verbs().length == 0) {
      throw new InvalidInstallation(
          "controller %s: a @Permission names no resource or no verbs: give it both"
              .formatted(definition.name()));
    }
    return new Resource(permission.group(), permission.resource());
  }

  private static List<String> namespaces(Declaration declaration, Installation installation) {
    List<String> declared = declaration.namespaces();
    if (!installation.narrowed()) {
      return declared.isEmpty() ? EVERYWHERE : declared;
    }
    if (!declared.isEmpty() && !declared.contains(installation.namespace())) {
      throw new InvalidInstallation(
          "controller %s looks after %s alone, so it has nothing to do in the namespace %s: choose one of them, or change its @Controller(namespaces = …)"
              .formatted(
                  declaration.controller(), String.join(", ", declared), installation.namespace()));
    }
    return installation.namespaces();
  }
}
