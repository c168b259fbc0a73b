package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rest.Strategy;
import java.util.Map;

/** Finds the strategy of a built-in kind. */
public final class BuiltInStrategies {

  private static final Rules PLAIN_COUNTED = Rules.PLAIN.counted();

  private static final Map<String, Rules> RULES =
      Map.ofEntries(
          Map.entry("configmaps", CoreRules.CONFIG_MAP),
          Map.entry("secrets", CoreRules.SECRET),
          Map.entry("namespaces", CoreRules.NAMESPACE),
          Map.entry("services", ServiceRules.SERVICE),
          Map.entry("pods", PodRules.POD),
          Map.entry("events", EventRules.CORE),
          Map.entry("endpoints", CoreRules.ENDPOINTS),
          Map.entry("persistentvolumeclaims", CoreRules.CLAIM),
          Map.entry("resourcequotas", CoreRules.QUOTA),
          Map.entry("limitranges", CoreRules.LIMITS),
          Map.entry("podtemplates", PLAIN_COUNTED),
          Map.entry("replicationcontrollers", PLAIN_COUNTED.orphaning()),
          Map.entry("leases.coordination.k8s.io", CoreRules.LEASE),
          Map.entry("deployments.apps", WorkloadRules.DEPLOYMENT),
          Map.entry("replicasets.apps", WorkloadRules.REPLICA_SET),
          Map.entry("statefulsets.apps", WorkloadRules.STATEFUL_SET),
          Map.entry("daemonsets.apps", WorkloadRules.DAEMON_SET),
          Map.entry("jobs.batch", BatchRules.JOB),
          Map.entry("cronjobs.batch", BatchRules.CRON_JOB),
          Map.entry("horizontalpodautoscalers.autoscaling", AutoscalerRules.AUTOSCALER),
          Map.entry("poddisruptionbudgets.policy", PolicyRules.BUDGET),
          Map.entry("ingresses.networking.k8s.io", NetworkRules.INGRESS),
          Map.entry("ingressclasses.networking.k8s.io", PLAIN_COUNTED),
          Map.entry("networkpolicies.networking.k8s.io", NetworkRules.POLICY),
          Map.entry("endpointslices.discovery.k8s.io", NetworkRules.ENDPOINT_SLICE),
          Map.entry("roles.rbac.authorization.k8s.io", PolicyRules.ROLE),
          Map.entry("clusterroles.rbac.authorization.k8s.io", PolicyRules.CLUSTER_ROLE),
          Map.entry("rolebindings.rbac.authorization.k8s.io", PolicyRules.ROLE_BINDING),
          Map.entry(
              "clusterrolebindings.rbac.authorization.k8s.io", PolicyRules.CLUSTER_ROLE_BINDING),
          Map.entry("priorityclasses.scheduling.k8s.io", CoreRules.PRIORITY_CLASS),
          Map.entry("storageclasses.storage.k8s.io", CoreRules.STORAGE_CLASS),
          Map.entry("runtimeclasses.node.k8s.io", Rules.PLAIN.versioned().createdOnUpdate()),
          Map.entry("csidrivers.storage.k8s.io", Rules.PLAIN.versioned()),
          Map.entry("csinodes.storage.k8s.io", Rules.PLAIN.versioned()),
          Map.entry("volumeattachments.storage.k8s.io", Rules.PLAIN.versioned()));

  private BuiltInStrategies() {}

  /** What the kind does; what every kind does, for one that has no rules of its own. */
  public static Strategy of(Kind kind) {
    Rules rules =
        kind.group().equals("events.k8s.io")
            ? EventRules.EVENTS
            : RULES.getOrDefault(kind.collection(), Rules.PLAIN);
    return new BuiltInStrategy(rules);
  }
}
