package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every cause is planted, and the gateway says it in its sentence. */
@RealControlPlane(exclusive = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {

  private static final String ACCOUNT = "ServiceAccount fairlead-system/fairlead";

  private final ControlPlane plane;
  private final Planted.Narrow narrow = new Planted.Narrow();
  private ApiFront front;
  private Mesh mesh;
  private Cluster cluster;

  ExplainIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    try (Cluster admin = new Cluster(plane.kubeconfig())) {
      Manifests.applyForARunOutside(admin.client());
      admin.installCrd();
      mayHavePods(admin);
    }
    front = ApiFront.of(plane);
    mesh =
        Mesh.start(
            front.kubeconfig(plane.kubeconfigFor("fairlead-system", "fairlead"), directory),
            new Planted.ByName(),
            new Planted.Blind(),
            new Planted.Haunted(),
            narrow);
  }

  @AfterAll
  void stop() {
    mesh.close();
    front.close();
  }

  @BeforeEach
  void namespace() {
    cluster = new Cluster(plane.kubeconfig());
  }

  @AfterEach
  void leave() {
    cluster.memcacheds().delete();
    cluster.close();
  }

  @Test
  void paused() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    annotate("cache", Map.of("fairlead.dev/paused", "true"));

    assertWhy("cache", "Paused", "Paused by annotation fairlead.dev/paused: nothing is done until");
  }

  @Test
  void pausedWithItsController() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    mesh.send("POST", "/api/v1/controllers/memcached/pause");
    try {
      assertWhy("cache", "Paused", "Paused by controller memcached as a whole");
    } finally {
      mesh.send("POST", "/api/v1/controllers/memcached/resume");
    }
  }

  @Test
  void aKindThatIsAbsent() {
    cluster.create("cache", 1);

    assertWhyOf(
        "haunted", "cache", "KindAbsent", "Kind Ghost (missing.test/v1) is not installed: ");
  }

  @Test
  void aMissingPermissionToRead() {
    cluster.create("cache", 1);

    assertWhyOf(
        "blind",
        "cache",
        "MissingPermission",
        "Missing permission: " + ACCOUNT + " may not ",
        " configmaps in all namespaces; grant it list and watch");
  }

  @Test
  void aMissingPermissionToWrite() {
    List<PolicyRule> all = cluster.changeRules("fairlead-reconciler", _ -> List.of());
    try {
      cluster.create("cache", 1);

      assertWhy(
          "cache",
          "MissingPermission",
          "Missing permission: "
              + ACCOUNT
              + " may not patch deployments.apps in namespace "
              + cluster.namespace()
              + "; grant it by a role; ",
          "tried again");
    } finally {
      cluster.changeRules("fairlead-reconciler", _ -> all);
    }
    cluster.awaitDeployment("cache", 1);
  }

  @Test
  void backoff() {
    cluster.create("broken", 1);

    assertWhy(
        "broken",
        "Backoff",
        "ReconcileError: IllegalStateException: no disk; it has failed ",
        " times in a row and is tried again in ");
    // Absent while it is being tried, which in the beginning it is every few milliseconds.
    eventually().until(() -> why("broken").path("nextAttemptAt").isTextual());
  }

  @Test
  void theDeadline() {
    cluster.create("late", 1);

    assertWhy(
        "late",
        "DeadlineExceeded",
        "Deadline exceeded: The reconciler did not return within 3s and was interrupted; make it"
            + " faster, or raise its deadline; it has failed ");
  }

  @Test
  void askedToLookAgain() {
    cluster.create("waits", 1);

    assertWhy("waits", "RetryAfter", "Waiting for DNS; it is looked at again in ");
  }

  @Test
  void theSchemaRefuses() {
    cluster.create("invalid", 1);

    assertWhy(
        "invalid",
        "SchemaRefused",
        "Refused by the schema: ",
        "Deployment.apps \"invalid\" is invalid",
        "spec.replicas",
        "; it is tried again when the object changes");
  }

  @Test
  void theApiServerThrottles() {
    front.throttle(true);
    try {
      cluster.create("cache", 1);

      assertWhy(
          "cache",
          "Throttled",
          "Throttled: the API server has too much to do and asks to wait (Too many requests, please"
              + " try again later); it is tried again in ");
    } finally {
      front.throttle(false);
    }
    cluster.awaitDeployment("cache", 1);
  }

  @Test
  void heldForItsOwnWrite() {
    front.holdBack(true);
    try {
      cluster.create("cache", 1);

      assertWhy(
          "cache",
          "HeldForOwnWrite",
          "Held for its own write: it waits for the cache to show deployments.apps "
              + cluster.namespace()
              + "/cache, created at version ");
    } finally {
      front.holdBack(false);
    }
  }

  @Test
  void runningAndWaitingForCredit() {
    for (String name : List.of("first", "second")) {
      cluster.create(name, 1);
      label(name, Map.of("planted", "narrow"));
    }
    try {
      eventually()
          .untilAsserted(() ->
              assertThat(List.of(narrowly("first"), narrowly("second")))
                  .containsExactlyInAnyOrder("Running", "WaitingForCredit"));
      String waiting = narrowly("first").equals("Running") ? "second" : "first";
      assertWhyOf(
          "narrow",
          waiting,
          "WaitingForCredit",
          "Waiting for a free worker: 1 of 1 slots are taken; it has been due for ");
    } finally {
      narrow.let();
    }
  }

  @Test
  void somebodyElseChangesTheChildAllTheTime() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);
    AtomicInteger turn = new AtomicInteger();
    try (Repeated _ = new Repeated("rival", 1, () -> fight(turn.incrementAndGet()))) {
      assertWhy(
          "cache",
          "ConflictWithManager",
          "Conflict with manager rival: it changed deployments.apps "
              + cluster.namespace()
              + "/cache while it was reconciled; it has failed ");
    }
  }

  private void fight(int turn) {
    cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(cluster.namespace())
        .withName("cache")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("rival")
                .build(),
            """
            {"metadata": {"annotations": {"rival.test/turn": "%d"}}, "spec": {"replicas": %d}}\
            """
                .formatted(turn, 5 + turn % 2));
  }

  @Test
  void somebodyElseHasTheChild() {
    cluster.createDeploymentOfSomebodyElse("cache");

    cluster.create("cache", 1);

    assertWhy(
        "cache",
        "ConflictWithManager",
        "Conflict with ConfigMap somebody-else: ",
        "is left alone: delete it, or choose another name");
  }

  @Test
  void aChildThatIsNotReadyAndSaysNoMoreSaysWhereToLook() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);

    assertWhy(
        "cache", "ChildNotReady", "Deployment " + cluster.namespace() + "/cache is not ready: ");
    cluster.makeReady("cache", 1);
    assertWhy(
        "cache",
        "ChildNotReady",
        "is not ready: 1 of 2 replicas are updated and available; see kubectl describe pods -n "
            + cluster.namespace()
            + " -l app.kubernetes.io/",
        "app.kubernetes.io/instance=cache");
  }

  @Test
  void anImageThatCannotBeHadAndANodeThatIsNotThere() {
    cluster.create("pod", 1);
    Resource<Pod> pod = cluster.client().pods().inNamespace(cluster.namespace()).withName("pod");
    eventually().until(() -> pod.get() != null);

    says(
        pod,
        status ->
            status
                .edit()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available: 3 Insufficient memory.")
                .endCondition()
                .build());
    assertWhy(
        "pod",
        "ChildNotReady",
        "/pod is not ready: Unschedulable: 0/3 nodes are available: 3 Insufficient memory");

    says(
        pod,
        _ ->
            new PodStatusBuilder()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withName("web")
                .withImage("nowhere.test/web:1")
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("Back-off pulling image \"nowhere.test/web:1\"")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .build());
    assertWhy(
        "pod",
        "ChildNotReady",
        "/pod is not ready: container web: ImagePullBackOff: Back-off pulling image"
            + " \"nowhere.test/web:1\"");
  }

  /** As a scheduler or a kubelet says it. */
  private static void says(Resource<Pod> pod, UnaryOperator<PodStatus> status) {
    pod.editStatus(it -> {
      it.setStatus(status.apply(it.getStatus()));
      return it;
    });
  }

  @Test
  void aFinalizerThatStays() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    cluster.makeReady("cache", 1);
    edit("cache", metadata -> metadata.setFinalizers(List.of("example.com/keep")));
    cluster.memcacheds().withName("cache").delete();
    try {
      assertWhy(
          "cache",
          "Deleting",
          "Being deleted: it is there until its finalizers are taken off: example.com/keep");
    } finally {
      edit("cache", metadata -> metadata.setFinalizers(List.of()));
    }
  }

  @Test
  void allIsAsDesired() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    cluster.makeReady("cache", 1);

    assertWhy("cache", "AsDesired", "All is as desired: Memcached was reconciled ");
  }

  private String narrowly(String name) {
    return mesh.get(path("narrow", name)).path("cause").asText();
  }

  private void assertWhy(String name, String cause, String... parts) {
    assertWhyOf("memcached", name, cause, parts);
  }

  private void assertWhyOf(String controller, String name, String cause, String... parts) {
    eventually()
        .untilAsserted(() -> {
          JsonNode why = mesh.get(path(controller, name));
          String sentence = why.path("summary").asText();
          assertThat(why.path("cause").asText()).as(sentence).isEqualTo(cause);
          assertThat(sentence).contains(parts).doesNotContain("\n");
        });
  }

  private JsonNode why(String name) {
    return mesh.get(path("memcached", name));
  }

  private String path(String controller, String name) {
    return "/api/v1/controllers/%s/objects/%s/%s/explain"
        .formatted(controller, cluster.namespace(), name);
  }

  private void label(String name, Map<String, String> labels) {
    edit(name, metadata -> metadata.setLabels(labels));
  }

  private void annotate(String name, Map<String, String> annotations) {
    edit(name, metadata -> metadata.setAnnotations(annotations));
  }

  /** Again if the operator has written the status since it was read. */
  private void edit(String name, Consumer<ObjectMeta> change) {
    eventually()
        .ignoreException(KubernetesClientException.class)
        .untilAsserted(() ->
            cluster
                .memcacheds()
                .withName(name)
                .edit(it -> {
                  change.accept(it.getMetadata());
                  return it;
                }));
  }

  private static void mayHavePods(Cluster admin) {
    admin
        .client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("planted")
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources("pods")
                .withVerbs("get", "list", "watch", "create", "patch", "delete")
                .endRule()
                .build())
        .serverSideApply();
    admin
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("planted")
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("ClusterRole")
                .withName("planted")
                .endRoleRef()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName("fairlead")
                .withNamespace("fairlead-system")
                .endSubject()
                .build())
        .serverSideApply();
  }
}
