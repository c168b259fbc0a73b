package dev.fairlead.acceptance.pods;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * As much of a kubelet as tells of the end of containers: a Pod in the API server, what the
 * downward API says in it, and what a container leaves in its termination message.
 */
public final class Kubelet {

  private final KubernetesClient client;
  private final String namespace;

  /** One for the Pods of a namespace of the API server. */
  public Kubelet(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Makes the Pod known, to the API server and to what will run in it. */
  public void run(Pod pod) throws IOException {
    String uid =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(pod.name())
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("fairlead")
                    .withImage("fairlead:1")
                    .endContainer()
                    .endSpec()
                    .build())
            .create()
            .getMetadata()
            .getUid();
    Files.createFile(words(pod));
    pod.tell(
        Map.of(
            "POD_NAMESPACE",
            namespace,
            "POD_NAME",
            pod.name(),
            "POD_UID",
            uid,
            "POD_TERMINATION_LOG",
            words(pod).toString()));
  }

  /** Says that the container has ended, in its own words. */
  public void ended(Pod pod) throws IOException {
    var now = client.pods().inNamespace(namespace).withName(pod.name()).get();
    now.setStatus(
        new PodStatusBuilder()
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("fairlead")
                    .withImage("fairlead:1")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(137)
                    .withReason("Error")
                    .withMessage(Files.readString(words(pod)))
                    .endTerminated()
                    .endState()
                    .build())
            .build());
    client.resource(now).updateStatus();
  }

  private static Path words(Pod pod) {
    return pod.log("last-words");
  }
}
