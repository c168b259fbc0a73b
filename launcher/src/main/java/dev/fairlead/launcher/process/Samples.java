package dev.fairlead.launcher.process;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Applies the samples that an operator's jar brings along for a demonstration, as {@code
 * META-INF/fairlead/samples/CONTROLLER.yaml}. An operator without that file has none.
 */
final class Samples {

  private final KubernetesClient client;

  Samples(KubeConnection connection) {
    this.client = connection.client();
  }

  void apply(List<ControllerDefinition<?>> definitions) throws StartFailure {
    for (ControllerDefinition<?> definition : definitions) {
      String resource = "META-INF/fairlead/samples/" + definition.name() + ".yaml";
      try (InputStream yaml =
          definition.reconciler().getClass().getClassLoader().getResourceAsStream(resource)) {
        if (yaml != null) {
          client.load(yaml).items().forEach(this::apply);
        }
      } catch (IOException | KubernetesClientException refused) {
        throw new StartFailure(
            "cannot apply the samples of %s: %s; leave them out with --no-samples"
                .formatted(definition.name(), refused.getMessage()));
      }
    }
  }

  private void apply(HasMetadata sample) {
    String namespace = sample.getMetadata().getNamespace();
    client
        .resource(sample)
        .inNamespace(namespace == null ? "default" : namespace)
        .fieldManager("fairlead-samples")
        .forceConflicts()
        .serverSideApply();
  }
}
