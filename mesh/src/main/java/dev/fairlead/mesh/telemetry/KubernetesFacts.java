package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.HashMap;
import java.util.Map;

/**
 * Kubernetes in the attributes of spans, by the names of OpenTelemetry's semantic conventions:
 * {@code k8s.namespace.name}, {@code k8s.deployment.name} and their like for the kinds that these
 * know, and {@code k8s.object.*} of the Collector's receivers for every kind. What is Fairlead's
 * own is {@code fairlead.*}.
 */
final class KubernetesFacts {

  /** The kinds that the semantic conventions name, by plural and group. */
  private static final Map<String, String> WORKLOADS =
      Map.of(
          "deployments.apps", "k8s.deployment.name",
          "replicasets.apps", "k8s.replicaset.name",
          "statefulsets.apps", "k8s.statefulset.name",
          "daemonsets.apps", "k8s.daemonset.name",
          "jobs.batch", "k8s.job.name",
          "cronjobs.batch", "k8s.cronjob.name",
          "horizontalpodautoscalers.autoscaling", "k8s.hpa.name",
          "resourcequotas", "k8s.resourcequota.name",
          "pods", "k8s.pod.name",
          "nodes", "k8s.node.name");

  private KubernetesFacts() {}

  /** An object that a call is about. */
  static Map<String, String> of(ObjectRef object) {
    Map<String, String> facts = new HashMap<>();
    GroupVersionResource resource = object.resource();
    facts.put("k8s.namespace.name", object.name().namespace());
    facts.put("k8s.object.name", object.name().name());
    facts.put("k8s.object.resource", resource.qualified());
    String workload = WORKLOADS.get(resource.qualified());
    if (workload != null) {
      facts.put(workload, object.name().name());
    }
    return facts;
  }
}
