package dev.fairlead.launcher.process;

import dev.fairlead.kube.KubeConnection;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The namespace of the Leases, for who prepares a cluster by hand. */
final class LeaseNamespace {

  private final KubeConnection connection;

  LeaseNamespace(KubeConnection connection) {
    this.connection = connection;
  }

  /** Creates the namespace unless it is there. */
  void ensure(String name) throws StartFailure {
    try {
      if (connection.client().namespaces().withName(name).get() == null) {
        connection
            .client()
            .namespaces()
            .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
            .create();
      }
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw new StartFailure(
            "the namespace "
                + name
                + " for the Leases cannot be created: "
                + refused.getMessage()
                + "; create it with kubectl create namespace "
                + name);
      }
    }
  }
}
