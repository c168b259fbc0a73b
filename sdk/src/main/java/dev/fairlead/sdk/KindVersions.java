package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The classes of one kind, one for each version of it. Exactly one version is stored, and all are
 * in namespaces or none.
 *
 * @param name of the CRD
 */
record KindVersions(String name, List<Class<? extends HasMetadata>> types) {

  /** Classes by their kind, in the order of the CRDs' names. */
  static List<KindVersions> of(Collection<? extends Class<? extends HasMetadata>> types) {
    Map<String, List<Class<? extends HasMetadata>>> byName = new TreeMap<>();
    for (Class<? extends HasMetadata> type : types) {
      List<Class<? extends HasMetadata>> versions =
          byName.computeIfAbsent(HasMetadata.getFullResourceName(type), _ -> new ArrayList<>());
      if (!versions.contains(type)) {
        versions.add(type);
      }
    }
    return byName.entrySet().stream()
        .map(kind -> new KindVersions(kind.getKey(), List.copyOf(kind.getValue())))
        .toList();
  }

  /**
   * @throws InvalidSchema if they contradict each other
   */
  void check() {
    List<Class<? extends HasMetadata>> stored =
        types.stream().filter(type -> version(type).storage()).toList();
    if (stored.isEmpty()) {
      throw new InvalidSchema(
          "%s has no version that is stored: leave storage = false out of the @Version of %s"
              .formatted(name, names(types)));
    }
    if (stored.size() > 1) {
      throw new InvalidSchema(
          "%s has several versions that are stored: let all but one of %s say @Version(…, storage = false)"
              .formatted(name, names(stored)));
    }
    if (types.stream().map(Namespaced.class::isAssignableFrom).distinct().count() > 1) {
      throw new InvalidSchema(
          "%s is in namespaces by one version and not by another: let all of %s implement Namespaced, or none"
              .formatted(name, names(types)));
    }
  }

  String names() {
    return names(types);
  }

  private static Version version(Class<?> type) {
    Version version = type.getAnnotation(Version.class);
    if (version == null) {
      throw new InvalidSchema(type.getName() + " has no version: annotate it with @Version");
    }
    return version;
  }

  private static String names(List<? extends Class<?>> types) {
    return types.stream().map(Class::getName).collect(Collectors.joining(", "));
  }
}
