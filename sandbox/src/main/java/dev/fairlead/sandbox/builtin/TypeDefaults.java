package dev.fairlead.sandbox.builtin;

import static dev.fairlead.sandbox.builtin.Json.at;
import static dev.fairlead.sandbox.builtin.Json.object;
import static dev.fairlead.sandbox.builtin.Json.objects;
import static dev.fairlead.sandbox.builtin.Json.present;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the API fills in, by the name of a type's definition, beyond the defaults that its OpenAPI
 * documents state. A type's defaults apply wherever the type is embedded, from the outside in.
 */
final class TypeDefaults {

  private static final String CORE = "io.k8s.api.core.v1.";
  private static final String APPS = "io.k8s.api.apps.v1.";
  private static final String BATCH = "io.k8s.api.batch.v1.";
  private static final String RBAC = "io.k8s.api.rbac.v1.";
  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
  private static final int MODE_0644 = 420;

  private static final Map<String, Consumer<ObjectNode>> BY_TYPE = new HashMap<>();

  private TypeDefaults() {}

  /** What fills in an object of that type; nothing for an unknown type. */
  static Consumer<ObjectNode> of(String definition) {
    return BY_TYPE.getOrDefault(definition, object -> {});
  }

  /** A change of an object that is made of small ones. */
  private static Consumer<ObjectNode> set(String name, Object value) {
    return object -> {
      if (!present(object.path(name))) {
        Json.put(object, name, value);
      }
    };
  }

  /** As {@link #set}, where an empty text counts as nothing. */
  private static Consumer<ObjectNode> fill(String name, String value) {
    return object -> {
      if (object.path(name).asText("").isEmpty()) {
        object.put(name, value);
      }
    };
  }

  static {
    pods();
    volumes();
    workloads();
    batch();
    core();
    policies();
  }

  private static void pods() {
    BY_TYPE.put(CORE + "Pod", TypeDefaults::pod);
    BY_TYPE.put(
        CORE + "PodSpec",
        set("dnsPolicy", "ClusterFirst")
            .andThen(set("restartPolicy", "Always"))
            .andThen(set("securityContext", Json.NODES.objectNode()))
            .andThen(set("terminationGracePeriodSeconds", 30))
            .andThen(set("schedulerName", "default-scheduler"))
            .andThen(TypeDefaults::podSpec));
    Consumer<ObjectNode> container =
        set("terminationMessagePath", "/dev/termination-log")
            .andThen(set("terminationMessagePolicy", "File"))
            .andThen(it -> set("imagePullPolicy", pullPolicy(it.path("image"))).accept(it));
    BY_TYPE.put(CORE + "Container", container);
    BY_TYPE.put(CORE + "EphemeralContainer", container);
    BY_TYPE.put(
        CORE + "Probe",
        set("timeoutSeconds", 1)
            .andThen(set("periodSeconds", 10))
            .andThen(set("successThreshold", 1))
            .andThen(set("failureThreshold", 3)));
    BY_TYPE.put(CORE + "HTTPGetAction", fill("path", "/").andThen(fill("scheme", "HTTP")));
    BY_TYPE.put(CORE + "GRPCAction", set("service", ""));
    BY_TYPE.put(CORE + "ObjectFieldSelector", fill("apiVersion", "v1"));
    BY_TYPE.put(CORE + "ResourceFieldSelector", set("divisor", "0"));
    BY_TYPE.put(
        CORE + "ResourceRequirements",
        it -> List.of("limits", "requests").forEach(name -> roundUp(it.path(name))));
  }

  private static void volumes() {
    BY_TYPE.put(CORE + "Volume", TypeDefaults::volume);
    BY_TYPE.put(CORE + "SecretVolumeSource", set("defaultMode", MODE_0644));
    BY_TYPE.put(CORE + "ConfigMapVolumeSource", set("defaultMode", MODE_0644));
    BY_TYPE.put(CORE + "DownwardAPIVolumeSource", set("defaultMode", MODE_0644));
    BY_TYPE.put(CORE + "ProjectedVolumeSource", set("defaultMode", MODE_0644));
    BY_TYPE.put(CORE + "ServiceAccountTokenProjection", set("expirationSeconds", 3600));
    BY_TYPE.put(CORE + "HostPathVolumeSource", set("type", ""));
    BY_TYPE.put(CORE + "ISCSIVolumeSource", fill("iscsiInterface", "default"));
    BY_TYPE.put(
        CORE + "RBDVolumeSource",
        fill("pool", "rbd")
            .andThen(fill("user", "admin"))
            .andThen(fill("keyring", "/etc/ceph/keyring")));
  }

  private static void workloads() {
    BY_TYPE.put(
        APPS + "DeploymentSpec",
        set("replicas", 1)
            .andThen(set("revisionHistoryLimit", 10))
            .andThen(set("progressDeadlineSeconds", 600)));
    BY_TYPE.put(APPS + "DeploymentStrategy", rolling("25%", "25%"));
    BY_TYPE.put(APPS + "DaemonSetSpec", set("revisionHistoryLimit", 10));
    BY_TYPE.put(APPS + "DaemonSetUpdateStrategy", rolling(1, 0));
    BY_TYPE.put(APPS + "ReplicaSetSpec", set("replicas", 1));
    BY_TYPE.put(
        APPS + "StatefulSetSpec",
        set("podManagementPolicy", "OrderedReady")
            .andThen(set("replicas", 1))
            .andThen(set("revisionHistoryLimit", 10))
            .andThen(set("persistentVolumeClaimRetentionPolicy", Json.NODES.objectNode()))
            .andThen(TypeDefaults::claimTemplates));
    BY_TYPE.put(APPS + "StatefulSetUpdateStrategy", TypeDefaults::statefulUpdate);
    BY_TYPE.put(
        APPS + "StatefulSetPersistentVolumeClaimRetentionPolicy",
        fill("whenDeleted", "Retain").andThen(fill("whenScaled", "Retain")));
  }

  private static Consumer<ObjectNode> rolling(Object maxUnavailable, Object maxSurge) {
    return strategy -> {
      fill("type", "RollingUpdate").accept(strategy);
      if (strategy.path("type").asText().equals("RollingUpdate")) {
        ObjectNode rolling = object(strategy, "rollingUpdate");
        set("maxUnavailable", maxUnavailable).andThen(set("maxSurge", maxSurge)).accept(rolling);
      }
    };
  }

  private static void statefulUpdate(ObjectNode strategy) {
    if (strategy.path("type").asText("").isEmpty()) {
      strategy.put("type", "RollingUpdate");
      object(strategy, "rollingUpdate");
    }
    if (strategy.path("type").asText().equals("RollingUpdate")
        && strategy.get("rollingUpdate") instanceof ObjectNode rolling) {
      set("partition", 0).accept(rolling);
    }
  }

  private static void claimTemplates(ObjectNode spec) {
    for (ObjectNode claim : objects(spec.path("volumeClaimTemplates"))) {
      set("apiVersion", "v1").andThen(set("kind", "PersistentVolumeClaim")).accept(claim);
    }
  }

  private static void batch() {
    BY_TYPE.put(BATCH + "Job", TypeDefaults::job);
    BY_TYPE.put(
        BATCH + "CronJobSpec",
        fill("concurrencyPolicy", "Allow")
            .andThen(set("suspend", false))
            .andThen(set("successfulJobsHistoryLimit", 3))
            .andThen(set("failedJobsHistoryLimit", 1)));
    BY_TYPE.put(BATCH + "PodFailurePolicyOnPodConditionsPattern", fill("status", "True"));
  }

  private static void job(ObjectNode job) {
    ObjectNode spec = object(job, "spec");
    if (!present(spec.path("completions")) && !present(spec.path("parallelism"))) {
      spec.put("completions", 1);
    }
    set("parallelism", 1).accept(spec);
    set("backoffLimit", present(spec.path("backoffLimitPerIndex")) ? Integer.MAX_VALUE : 6)
        .accept(spec);
    set("completionMode", "NonIndexed").accept(spec);
    set("suspend", false).accept(spec);
    set(
            "podReplacementPolicy",
            present(spec.path("podFailurePolicy")) ? "Failed" : "TerminatingOrFailed")
        .accept(spec);
    set("manualSelector", false).accept(spec);
    JsonNode labels = at(spec, "template.metadata.labels");
    if (!labels.isEmpty()) {
      set("labels", labels.deepCopy()).accept(object(job, "metadata"));
    }
  }

  private static void core() {
    BY_TYPE.put(CORE + "Secret", fill("type", "Opaque").andThen(CoreRules::encode));
    BY_TYPE.put(CORE + "Namespace", TypeDefaults::namespace);
    BY_TYPE.put(CORE + "NamespaceStatus", fill("phase", "Active"));
    BY_TYPE.put(CORE + "ServiceSpec", ServiceDefaults::spec);
    BY_TYPE.put(CORE + "PersistentVolumeClaimSpec", set("volumeMode", "Filesystem"));
    BY_TYPE.put(CORE + "PersistentVolumeClaimStatus", fill("phase", "Pending"));
    BY_TYPE.put(
        CORE + "PersistentVolumeSpec",
        fill("persistentVolumeReclaimPolicy", "Retain").andThen(set("volumeMode", "Filesystem")));
    BY_TYPE.put(CORE + "PersistentVolumeStatus", fill("phase", "Pending"));
    BY_TYPE.put(CORE + "EndpointPort", fill("protocol", "TCP"));
    BY_TYPE.put(CORE + "LimitRangeItem", TypeDefaults::limits);
    BY_TYPE.put(
        "io.k8s.api.discovery.v1.EndpointPort", set("name", "").andThen(set("protocol", "TCP")));
    BY_TYPE.put(
        "io.k8s.api.scheduling.v1.PriorityClass", set("preemptionPolicy", "PreemptLowerPriority"));
    BY_TYPE.put(
        "io.k8s.api.storage.v1.StorageClass",
        set("reclaimPolicy", "Delete").andThen(set("volumeBindingMode", "Immediate")));
    BY_TYPE.put(
        "io.k8s.api.storage.v1.CSIDriverSpec",
        set("attachRequired", true)
            .andThen(set("podInfoOnMount", false))
            .andThen(set("storageCapacity", false))
            .andThen(set("fsGroupPolicy", "ReadWriteOnceWithFSType"))
            .andThen(set("volumeLifecycleModes", List.of("Persistent")))
            .andThen(set("requiresRepublish", false))
            .andThen(set("seLinuxMount", false)));
  }

  private static void policies() {
    BY_TYPE.put("io.k8s.api.networking.v1.NetworkPolicyPort", set("protocol", "TCP"));
    BY_TYPE.put(
        "io.k8s.api.networking.v1.NetworkPolicySpec",
        it ->
            set(
                    "policyTypes",
                    it.path("egress").isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress"))
                .accept(it));
    BY_TYPE.put(
        "io.k8s.api.networking.v1.IngressClassParametersReference", set("scope", "Cluster"));
    BY_TYPE.put(RBAC + "RoleRef", fill("apiGroup", RBAC_GROUP));
    BY_TYPE.put(
        RBAC + "Subject",
        it -> {
          if (List.of("User", "Group").contains(it.path("kind").asText())) {
            fill("apiGroup", RBAC_GROUP).accept(it);
          }
        });
    BY_TYPE.put("io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec", AutoscalerRules::defaults);
  }

  private static void pod(ObjectNode pod) {
    ObjectNode spec = object(pod, "spec");
    set("enableServiceLinks", true).accept(spec);
    hostPorts(spec);
    for (String list : List.of("containers", "initContainers")) {
      for (ObjectNode container : objects(spec.path(list))) {
        at(container, "resources.limits")
            .properties()
            .forEach(limit ->
                set(limit.getKey(), limit.getValue())
                    .accept(object(object(container, "resources"), "requests")));
      }
    }
  }

  private static void podSpec(ObjectNode spec) {
    // The older name of the account stays in step with the newer one.
    if (present(spec.path("serviceAccountName"))) {
      spec.set("serviceAccount", spec.get("serviceAccountName"));
    } else if (present(spec.path("serviceAccount"))) {
      spec.set("serviceAccountName", spec.get("serviceAccount"));
    }
  }

  private static void hostPorts(ObjectNode spec) {
    if (!spec.path("hostNetwork").asBoolean()) {
      return;
    }
    for (String list : List.of("containers", "initContainers")) {
      for (ObjectNode container : objects(spec.path(list))) {
        for (ObjectNode port : objects(container.path("ports"))) {
          if (present(port.path("containerPort"))) {
            set("hostPort", port.get("containerPort")).accept(port);
          }
        }
      }
    }
  }

  private static String pullPolicy(JsonNode image) {
    String reference = image.asText("");
    if (reference.contains("@")) {
      return "IfNotPresent";
    }
    String last = reference.substring(reference.lastIndexOf('/') + 1);
    boolean latest = !reference.isEmpty() && (!last.contains(":") || last.endsWith(":latest"));
    return latest ? "Always" : "IfNotPresent";
  }

  private static void volume(ObjectNode volume) {
    if (volume.properties().stream().allMatch(it -> it.getKey().equals("name"))) {
      volume.putObject("emptyDir");
    }
  }

  private static void roundUp(JsonNode amounts) {
    amounts
        .properties()
        .forEach(it ->
            Amounts.of(it.getValue())
                .ifPresent(one -> it.setValue(Json.node(Amounts.toMilli(one).toString()))));
  }

  private static void namespace(ObjectNode namespace) {
    String name = at(namespace, "metadata.name").asText("");
    if (!name.isEmpty()) {
      object(object(namespace, "metadata"), "labels").put("kubernetes.io/metadata.name", name);
    }
    if (at(namespace, "spec.finalizers").isMissingNode()) {
      object(namespace, "spec");
    }
  }

  private static void limits(ObjectNode item) {
    if (!item.path("type").asText().equals("Container")) {
      return;
    }
    copyAbsent(item, "max", "default");
    copyAbsent(item, "default", "defaultRequest");
    copyAbsent(item, "min", "defaultRequest");
  }

  private static void copyAbsent(ObjectNode item, String from, String to) {
    item.path(from)
        .properties()
        .forEach(it -> set(it.getKey(), it.getValue()).accept(object(item, to)));
  }
}
