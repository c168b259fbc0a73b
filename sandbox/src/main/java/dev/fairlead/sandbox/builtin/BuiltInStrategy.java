package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rest.Meta;
import dev.fairlead.sandbox.rest.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all built-in kinds do alike, around the {@link Rules} of one. */
record BuiltInStrategy(Rules rules) implements Strategy {

  private static final String STATUS = "status";
  private static final String FINALIZE = "finalize";
  private static final String NAMESPACES = "namespaces";
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");

  /** Whose DELETE answers the object. */
  private static final Set<String> SHOWN_WHEN_DELETED =
      Set.of(
          NAMESPACES,
          "persistentvolumeclaims",
          "persistentvolumes",
          "pods",
          "podtemplates",
          "resourcequotas",
          "serviceaccounts",
          "services",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "storageclasses.storage.k8s.io",
          "volumeattachments.storage.k8s.io");

  @Override
  public void defaults(Kind kind, ObjectNode object) {
    Form.give(kind.schema(), object);
  }

  @Override
  public void prepareForCreate(Kind kind, ObjectNode object) {
    if (hasStatus(kind)) {
      object.remove(STATUS);
    }
    if (rules.counts().isPresent()) {
      Json.object(object, "metadata").put("generation", 1);
    }
    rules.onCreate().accept(object);
    Form.give(kind.schema(), object);
  }

  @Override
  public void prepareForUpdate(Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    if (subresource.equals(STATUS)) {
      rules.keptByStatus().forEach(path -> Json.copy(path, old, object));
    } else if (hasStatus(kind)) {
      Json.copy(STATUS, old, object);
    }
    if (rules.counts().isPresent()) {
      Json.copy("metadata.generation", old, object);
    }
    if (!subresource.equals(STATUS) && !subresource.equals(FINALIZE)) {
      rules.onUpdate().accept(object, old);
      if (rules.counts().filter(it -> it.test(object, old)).isPresent()) {
        Json.object(object, "metadata")
            .put("generation", old.path("metadata").path("generation").asLong() + 1);
      }
    }
    Form.give(kind.schema(), object);
  }

  @Override
  public void prepareForDelete(Kind kind, ObjectNode object, Instant now) {
    if (kind.collection().equals(NAMESPACES)) {
      Json.object(object, "metadata").put("deletionTimestamp", Meta.time(now));
      Json.object(object, STATUS).put("phase", "Terminating");
    }
  }

  private static boolean hasStatus(Kind kind) {
    return kind.subresources().containsKey(STATUS);
  }

  @Override
  public List<FieldError> validate(Kind kind, ObjectNode object) {
    Check check = Check.of(object);
    rules.create().accept(check);
    return check.errors();
  }

  @Override
  public List<FieldError> validateUpdate(
      Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    if (subresource.equals(STATUS)) {
      Check check = Check.of(object);
      StatusCheck.of(kind.collection()).accept(check.at(STATUS));
      return check.errors();
    }
    Check check = Check.of(object);
    rules.update().accept(check, Check.of(old));
    return check.errors();
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return rules.has(Rules.Trait.CREATED_ON_UPDATE);
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return !rules.has(Rules.Trait.VERSIONED);
  }

  @Override
  public boolean returnsDeletedObject(Kind kind) {
    return SHOWN_WHEN_DELETED.contains(kind.collection());
  }

  @Override
  public List<String> faultsOfName(Kind kind, String name) {
    return switch (kind.collection()) {
      case NAMESPACES, "services" -> Names.dns1123Label(name);
      case "events",
          "roles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          Names.pathSegment(name);
      default -> Names.dns1123Subdomain(name);
    };
  }

  @Override
  public List<String> faultsOfFinalizer(String finalizer) {
    return finalizer.contains("/") || STANDARD_FINALIZERS.contains(finalizer)
        ? List.of()
        : List.of("name is neither a standard finalizer name nor is it fully qualified");
  }

  @Override
  public List<String> resetFields(Kind kind, String subresource) {
    if (subresource.equals(STATUS)) {
      return rules.keptByStatus();
    }
    return hasStatus(kind) ? List.of(STATUS) : List.of();
  }

  @Override
  public Optional<String> defaultPropagation() {
    return rules.has(Rules.Trait.ORPHANING) ? Optional.of("Orphan") : Optional.empty();
  }
}
