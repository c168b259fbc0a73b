package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests under {@code k8s/base}, as their kustomization lists them. */
final class Manifests {

  static final Path BASE = Path.of("..", "k8s", "base");

  private static final YAMLMapper YAML = new YAMLMapper();

  private Manifests() {}

  /** Every object, in the order in which it is applied. */
  static List<HasMetadata> base(KubernetesClient client) {
    List<HasMetadata> objects = new ArrayList<>();
    try {
      JsonNode kustomization = YAML.readTree(BASE.resolve("kustomization.yaml").toFile());
      for (JsonNode resource : kustomization.path("resources")) {
        try (var in = Files.newInputStream(BASE.resolve(resource.asText()))) {
          objects.addAll(client.load(in).items());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  /** Applies what a process outside of the cluster needs: CRDs, and the rights of the roles. */
  static void applyForARunOutside(KubernetesClient client) {
    base(client).stream()
        .filter(Manifests::isNeededOutside)
        .forEach(object -> client.resource(object).forceConflicts().serverSideApply());
  }

  private static boolean isNeededOutside(HasMetadata object) {
    return object instanceof Namespace
        || object instanceof CustomResourceDefinition
        || object instanceof ServiceAccount
        || object.getApiVersion().startsWith("rbac.authorization.k8s.io/");
  }
}
