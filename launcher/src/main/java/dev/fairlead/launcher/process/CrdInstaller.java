package dev.fairlead.launcher.process;

import dev.fairlead.kube.KubeConnection;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Installs CustomResourceDefinitions, or brings them up to date, and waits until they are served.
 */
final class CrdInstaller {

  private static final int SERVED_SECONDS = 30;

  private final KubernetesClient client;

  CrdInstaller(KubeConnection connection) {
    this.client = connection.client();
  }

  /** Applies all of them under the manager {@code fairlead}; what others added to them stays. */
  void install(Collection<CustomResourceDefinition> definitions) throws StartFailure {
    for (CustomResourceDefinition definition : definitions) {
      String name = definition.getMetadata().getName();
      try {
        client.resource(definition).fieldManager("fairlead").forceConflicts().serverSideApply();
        client
            .resource(definition)
            .waitUntilCondition(CrdInstaller::isEstablished, SERVED_SECONDS, TimeUnit.SECONDS);
        awaitServed(definition);
      } catch (KubernetesClientTimeoutException late) {
        throw new StartFailure(
            "the API server took the CRD %s but does not serve it after %d s; see kubectl describe crd %s"
                .formatted(name, SERVED_SECONDS, name));
      } catch (KubernetesClientException refused) {
        throw new StartFailure(
            "cannot install the CRD %s: %s; have an administrator apply what `fairlead crds` prints"
                .formatted(
                    name,
                    refused.getStatus() == null
                        ? refused.getMessage()
                        : refused.getStatus().getMessage()));
      }
    }
  }

  /** Established is not yet served: for a moment the storage is initialising, and reads get 429. */
  private void awaitServed(CustomResourceDefinition definition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SERVED_SECONDS);
    CustomResourceDefinitionContext context = CustomResourceDefinitionContext.fromCrd(definition);
    ListOptions one = new ListOptionsBuilder().withLimit(1L).build();
    while (true) {
      try {
        client.genericKubernetesResources(context).inAnyNamespace().list(one);
        return;
      } catch (KubernetesClientException notYet) {
        boolean starting = notYet.getCode() == 404 || notYet.getCode() == 429;
        if (!starting) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .filter(Objects::nonNull)
            .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
