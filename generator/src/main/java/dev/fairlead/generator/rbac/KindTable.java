package dev.fairlead.generator.rbac;

import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The resources of kinds, told without asking a server: by the class of a kind, be it declared or
 * of Kubernetes itself. Of a kind without a class the plural is guessed as Kubernetes would, and
 * the guess is kept to be told.
 */
final class KindTable {

  private final KubernetesSerialization known = new KubernetesSerialization();
  private final Map<GroupVersionKind, Class<?>> declared = new HashMap<>();
  private final Set<GroupVersionKind> guessed = new LinkedHashSet<>();

  KindTable(Collection<ControllerDefinition<?>> definitions) {
    for (ControllerDefinition<?> definition : definitions) {
      definition
          .declaration()
          .watched()
          .map(WatchedKind::kind)
          .filter(kind -> definition.typeOf(kind) != GenericKubernetesResource.class)
          .forEach(kind -> declared.put(kind, definition.typeOf(kind)));
    }
  }

  Resource resource(GroupVersionKind kind) {
    return new Resource(
        kind.group(), type(kind).map(HasMetadata::getPlural).orElseGet(() -> guess(kind)));
  }

  /** A kind without a class is taken for one. */
  boolean isNamespaced(GroupVersionKind kind) {
    return type(kind).map(Namespaced.class::isAssignableFrom).orElse(true);
  }

  /** Whether there is a status to write; a kind without a class is taken to have one. */
  boolean hasStatus(GroupVersionKind kind) {
    return type(kind)
        .map(type ->
            List.of(type.getMethods()).stream().anyMatch(it -> it.getName().equals("getStatus")))
        .orElse(true);
  }

  /** The kinds whose plural was guessed. */
  Set<GroupVersionKind> guessed() {
    return guessed;
  }

  private Optional<Class<?>> type(GroupVersionKind kind) {
    return Optional.<Class<?>>ofNullable(declared.get(kind))
        .or(() ->
            Optional.ofNullable(
                known.getRegisteredKubernetesResource(kind.apiVersion(), kind.kind())));
  }

  private String guess(GroupVersionKind kind) {
    guessed.add(kind);
    return Pluralize.toPlural(kind.kind().toLowerCase(Locale.ROOT));
  }
}
