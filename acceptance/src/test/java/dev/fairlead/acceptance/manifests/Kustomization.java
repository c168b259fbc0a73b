package dev.fairlead.acceptance.manifests;

import dev.fairlead.controlplane.ControlPlaneUnavailableException;
import dev.fairlead.controlplane.Program;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The objects of one directory under {@code k8s}, as {@code kubectl kustomize} renders them.
 *
 * @param directory below {@code k8s}
 * @param objects in the order in which they are applied
 */
public record Kustomization(String directory, List<HasMetadata> objects) {

  /** What can be applied by itself. */
  public static final List<String> ALL =
      List.of(
          "base",
          "overlays/all-in-one",
          "overlays/istio",
          "overlays/ambient",
          "observability",
          "observability/jaeger",
          "observability/filebeat",
          "chaos");

  private static final Path ROOT = Path.of("..", "k8s");

  /** Renders it, or skips the test where kubectl can neither be found nor built. */
  public static Kustomization render(String directory) {
    String text = kubectl("kustomize", ROOT.resolve(directory).toString());
    KubernetesSerialization serialization = new KubernetesSerialization();
    return new Kustomization(
        directory,
        Stream.of(text.split("(?m)^---$"))
            .<HasMetadata>map(document ->
                serialization.unmarshal(document, KubernetesResource.class)
                        instanceof HasMetadata it
                    ? it
                    : Assertions.fail(document))
            .toList());
  }

  private static String kubectl(String... arguments) {
    try {
      return Printed.by(Program.KUBECTL, arguments);
    } catch (ControlPlaneUnavailableException missing) {
      return Assumptions.abort(String.valueOf(missing.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Those of a kind that fabric8 has a class for. */
  <T extends HasMetadata> List<T> of(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Those of a kind without a class. */
  List<GenericKubernetesResource> ofKind(String kind) {
    return objects.stream()
        .filter(it -> it.getKind().equals(kind))
        .map(GenericKubernetesResource.class::cast)
        .toList();
  }

  /** The {@code spec} of an object of a kind without a class. */
  public Map<String, Object> specification(String kind, String name) {
    return ofKind(kind).stream()
        .filter(named(name))
        .map(object -> object.<Map<String, Object>>get("spec"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(directory + " has no " + kind + " " + name));
  }

  /** Whether it has an object of this kind and name. */
  boolean has(Class<? extends HasMetadata> type, String name) {
    return of(type).stream().anyMatch(named(name));
  }

  private static Predicate<HasMetadata> named(String name) {
    return object -> object.getMetadata().getName().equals(name);
  }

  @Override
  public String toString() {
    return directory;
  }
}
