package dev.fairlead.operators.memcached;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects around the Deployment of a Memcached that is in order, and what all have alike. */
final class MemcachedObjects {

  private MemcachedObjects() {}

  /** The Deployment, and what else is asked for. */
  static List<HasMetadata> with(HasMetadata deployment, Memcached memcached) {
    MemcachedSpec spec = memcached.getSpec();
    List<HasMetadata> objects = new ArrayList<>(List.of(deployment));
    if (spec.service() != null) {
      objects.add(service(memcached, spec.service()));
    }
    if (spec.disruptionBudget() != null) {
      objects.add(budget(memcached, spec.disruptionBudget()));
    }
    return objects;
  }

  private static Service service(Memcached memcached, ServiceOptions options) {
    ServiceBuilder service =
        new ServiceBuilder()
            .withMetadata(metadata(memcached))
            .withNewSpec()
            .withSelector(selected(memcached))
            .addNewPort()
            .withName(Port.NAME)
            .withPort(options.portOrDefault())
            .withNewTargetPort(Port.NAME)
            .withProtocol("TCP")
            .withAppProtocol("tcp")
            .endPort()
            .endSpec();
    return options.isHeadless()
        ? service.editSpec().withClusterIP("None").endSpec().build()
        : service.build();
  }

  private static PodDisruptionBudget budget(Memcached memcached, DisruptionBudget budget) {
    PodDisruptionBudgetBuilder object =
        new PodDisruptionBudgetBuilder()
            .withMetadata(metadata(memcached))
            .withNewSpec()
            .withNewSelector()
            .withMatchLabels(selected(memcached))
            .endSelector()
            .endSpec();
    return budget.minAvailable() == null
        ? object.editSpec().withMaxUnavailable(budget.maxUnavailableOrDefault()).endSpec().build()
        : object.editSpec().withMinAvailable(budget.minAvailable()).endSpec().build();
  }

  static ObjectMeta metadata(Memcached memcached) {
    return new ObjectMetaBuilder()
        .withName(memcached.getMetadata().getName())
        .withNamespace(memcached.getMetadata().getNamespace())
        .withLabels(selected(memcached))
        .addToLabels("app.kubernetes.io/managed-by", "fairlead")
        .build();
  }

  static Map<String, String> selected(Memcached memcached) {
    return Map.of(
        "app.kubernetes.io/name",
        "memcached",
        "app.kubernetes.io/instance",
        memcached.getMetadata().getName());
  }
}
