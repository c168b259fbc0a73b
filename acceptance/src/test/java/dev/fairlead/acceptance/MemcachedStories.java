package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Memcacheds become Deployments, under the privileges of k8s/base. Told of every API server in the
 * same words; nobody but a test makes Deployments ready.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MemcachedStories {

  private final ApiServer server;
  private final Mesh mesh;
  private final AuditLog audit;
  private Cluster cluster;

  MemcachedStories(ApiServer server) throws Exception {
    this.server = server;
    try (Cluster admin = new Cluster(server.kubeconfig())) {
      Manifests.applyForARunOutside(admin.client());
      admin.installCrd();
    }
    this.mesh = Mesh.ready(server.kubeconfigFor("fairlead-system", "fairlead"));
    this.audit = new AuditLog(server.auditLog(), "system:serviceaccount:fairlead-system:fairlead");
  }

  @AfterAll
  void stop() {
    mesh.close();
    server.close();
  }

  @BeforeEach
  void namespace() {
    cluster = new Cluster(server.kubeconfig());
  }

  @AfterEach
  void leave() {
    cluster.memcacheds().delete();
    cluster.close();
  }

  @Test
  void aMemcachedBecomesADeploymentAndItsReadinessIsReported() {
    cluster.create("cache", 3);

    Deployment deployment = cluster.awaitDeployment("cache", 3);
    assertThat(deployment.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> {
          assertThat(owner.getKind()).isEqualTo("Memcached");
          assertThat(owner.getController()).isTrue();
        });
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(container -> assertThat(container.getImage()).isEqualTo("memcached:1.6"));
    cluster.awaitCondition("cache", "Available", "False");

    cluster.makeReady("cache", 3);

    Condition available = cluster.awaitCondition("cache", "Available", "True");
    assertThat(available.getObservedGeneration()).isEqualTo(1);
    cluster.awaitCondition("cache", "Progressing", "False");
    assertThat(cluster.memcached("cache").orElseThrow().getStatus().readyReplicas()).isEqualTo(3);
  }

  @Test
  void theScaleSubresourceScales() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);

    cluster.scale("cache", 4);

    cluster.awaitDeployment("cache", 4);
    eventually()
        .until(() ->
            cluster
                .condition("cache", "Available")
                .filter(condition -> condition.getObservedGeneration() == 2)
                .isPresent());
  }

  @Test
  void driftIsCorrected() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);
    mesh.awaitQuiet();

    cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(cluster.namespace())
        .withName("cache")
        .edit(it -> it.edit().editSpec().withReplicas(7).endSpec().build());

    cluster.awaitDeployment("cache", 2);
  }

  @Test
  void aDeletedDeploymentIsMadeAgain() {
    cluster.create("cache", 2);
    String first = cluster.awaitDeployment("cache", 2).getMetadata().getUid();

    cluster.client().resource(cluster.deployment("cache").orElseThrow()).delete();

    eventually()
        .until(() ->
            cluster
                .deployment("cache")
                .filter(it -> !it.getMetadata().getUid().equals(first))
                .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
                .isPresent());
  }

  @Test
  void aDeletedMemcachedIsForgottenAndItsDeploymentCollected() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);

    cluster.memcacheds().withName("cache").delete();

    eventually().until(() -> cluster.memcached("cache").isEmpty());
    // The garbage collector finds a new kind only every half a minute.
    eventually().atMost(Duration.ofMinutes(3)).until(() -> cluster.deployment("cache").isEmpty());
    eventually().until(() -> mesh.send("GET", Mesh.path(cluster, "cache")).statusCode() == 404);
    assertThat(mesh.history(cluster, "cache").path("items")).isNotEmpty();
  }

  @Test
  void aForeignWriterKeepsItsFieldsAndLosesOurs() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);
    for (int i = 0; i < 20; i++) {
      cluster
          .client()
          .apps()
          .deployments()
          .inNamespace(cluster.namespace())
          .withName("cache")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              """
              {"metadata": {"annotations": {"example.com/turn": "%d"}}, "spec": {"replicas": 5}}\
              """
                  .formatted(i));
    }

    Deployment deployment = cluster.awaitDeployment("cache", 2);
    assertThat(deployment.getMetadata().getAnnotations()).containsEntry("example.com/turn", "19");
    mesh.awaitQuiet();
    assertThat(cluster.deployment("cache").orElseThrow().getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void aChangeCostsAtMostTwoCallsAndANoOpNone() {
    cluster.create("cache", 2);
    cluster.awaitDeployment("cache", 2);
    cluster.makeReady("cache", 2);
    cluster.awaitCondition("cache", "Available", "True");
    mesh.awaitQuiet();
    int before = audit.calls(cluster.namespace()).size();

    cluster.scale("cache", 3);
    cluster.awaitDeployment("cache", 3);
    eventually()
        .until(() ->
            cluster.condition("cache", "Available").orElseThrow().getObservedGeneration() == 2);
    mesh.awaitQuiet();

    List<AuditLog.Call> calls = audit.calls(cluster.namespace());
    assertThat(calls.subList(before, calls.size())).as("a Deployment and a status").hasSize(2);

    JsonNode answer = mesh.get(Mesh.path(cluster, "cache"));
    long attempt = answer.path("attempt").asLong();
    assertThat(mesh.send("POST", Mesh.path(cluster, "cache") + "/reconcile").statusCode())
        .isEqualTo(202);
    eventually().until(() -> mesh.object(cluster, "cache").path("attempt").asLong() > attempt);
    mesh.awaitQuiet();
    assertThat(audit.calls(cluster.namespace())).hasSize(calls.size());
  }

  @Test
  void aThousandAtOnceAreAllMadeWithoutAConflictOfOurOwn() {
    for (int i = 0; i < 1_000; i++) {
      cluster.create("cache-" + i, 1);
    }

    eventually().until(() -> cluster.deployments().size() == 1_000);
    mesh.awaitQuiet();
    List<AuditLog.Call> writes = audit.writes(cluster.namespace());
    assertThat(writes).allSatisfy(call -> assertThat(call.code()).isLessThan(300));
    // A Deployment and a status each; what a busy server answers too late is asked for again.
    assertThat(writes.size()).isLessThanOrEqualTo(2_000 + 20);
  }

  @Test
  void whatTheSchemaRefusesIsToldByTheApiServer() {
    assertThatThrownBy(() -> cluster.create("cache", 0))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.replicas")
        .hasMessageContaining("greater than or equal to 1");
  }

  @Test
  void aNameTooLongForAChildIsSaidOnTheObjectOnce() {
    String name = "a".repeat(70);

    cluster.create(name, 1);

    Condition available = cluster.awaitCondition(name, "Available", "False");
    assertThat(available.getReason()).isEqualTo("NameTooLong");
    assertThat(available.getMessage()).contains("70 characters");
    eventually().until(() -> !cluster.events(name, "NameTooLong").isEmpty());
    mesh.awaitQuiet();
    assertThat(cluster.deployment(name)).isEmpty();
    assertThat(audit.writes(cluster.namespace()))
        .as("one status, one Event, and no storm")
        .hasSize(2);
    assertThat(mesh.explain(cluster, name).path("summary").asText()).contains("70 characters");
  }

  @Test
  void aDeploymentOfSomebodyElseIsReportedAndLeftAlone() {
    cluster.createDeploymentOfSomebodyElse("cache");

    cluster.create("cache", 5);

    Condition available = cluster.awaitCondition("cache", "Available", "False");
    assertThat(available.getMessage()).contains("ConfigMap").contains("somebody-else");
    mesh.awaitQuiet();
    assertThat(cluster.deployment("cache").orElseThrow().getSpec().getReplicas()).isEqualTo(1);
    assertThat(mesh.explain(cluster, "cache").path("summary").asText()).contains("somebody-else");
  }

  @Test
  void aPausedMemcachedIsLeftAloneUntilItIsResumed() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    annotate("cache", Map.of("fairlead.dev/paused", "true"));
    eventually().until(() -> mesh.object(cluster, "cache").path("phase").asText().equals("paused"));

    cluster.scale("cache", 4);

    eventually().until(() -> mesh.object(cluster, "cache").path("generation").asLong() == 2);
    assertThat(mesh.explain(cluster, "cache").path("cause").asText()).isEqualTo("Paused");
    assertThat(cluster.deployment("cache").orElseThrow().getSpec().getReplicas()).isEqualTo(1);

    annotate("cache", Map.of("fairlead.dev/paused", "false"));
    cluster.awaitDeployment("cache", 4);
  }

  @Test
  void aServiceAndABudgetComeAndGoWithTheSpec() {
    cluster.create(
        "cache", Map.of("replicas", 2, "service", Map.of(), "disruptionBudget", Map.of()));

    Service service = eventually().until(() -> cluster.service("cache"), Optional::isPresent).get();
    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    PodDisruptionBudget budget =
        eventually().until(() -> cluster.budget("cache"), Optional::isPresent).get();
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    mesh.awaitQuiet();
    assertThat(audit.writes(cluster.namespace()))
        .as("three children and a status, each written once")
        .hasSize(4);

    cluster
        .memcacheds()
        .withName("cache")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"service\": null, \"disruptionBudget\": null}}");

    eventually().until(() -> cluster.service("cache").isEmpty());
    eventually().until(() -> cluster.budget("cache").isEmpty());
    assertThat(cluster.deployment("cache")).isPresent();
  }

  @Test
  void aRequestsZonePreferenceMovesTheReplicasAndStays() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    mesh.awaitQuiet();

    mesh.send("POST", Mesh.path(cluster, "cache") + "/reconcile", "baggage", "zone_pref=eu-1b");

    eventually()
        .until(() -> "eu-1b".equals(cluster.memcached("cache").get().getStatus().zonePreference()));
    long moved = cluster.deployment("cache").orElseThrow().getMetadata().getGeneration();
    assertThat(
            cluster
                .deployment("cache")
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution()
                .getFirst()
                .getPreference()
                .getMatchExpressions()
                .getFirst()
                .getValues())
        .containsExactly("eu-1b");
    long attempt = mesh.object(cluster, "cache").path("attempt").asLong();
    mesh.send("POST", Mesh.path(cluster, "cache") + "/reconcile");
    eventually().until(() -> mesh.object(cluster, "cache").path("attempt").asLong() > attempt);
    mesh.awaitQuiet();
    assertThat(cluster.deployment("cache").orElseThrow().getMetadata().getGeneration())
        .as("an attempt that nobody wished a zone for changes nothing")
        .isEqualTo(moved);
  }

  @Test
  void whatSettingsExcludeEachOtherIsToldByTheApiServer() {
    assertThatThrownBy(
            () -> cluster.create("cache", Map.of("replicas", 1, "service", Map.of("port", 80))))
        .hasMessageContaining("leave port out, or set headless to false");
    assertThatThrownBy(() ->
            cluster.create(
                "cache",
                Map.of(
                    "replicas",
                    1,
                    "disruptionBudget",
                    Map.of("minAvailable", 1, "maxUnavailable", "50%"))))
        .hasMessageContaining("exclude each other");
  }

  @Test
  void theTraceOfARequestReachesTheHistory() {
    cluster.create("cache", 1);
    cluster.awaitDeployment("cache", 1);
    mesh.awaitQuiet();
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    mesh.send(
        "POST",
        Mesh.path(cluster, "cache") + "/reconcile",
        "traceparent",
        "00-" + trace + "-00f067aa0ba902b7-01");

    // Another attempt may follow at any time, and then the object has the trace of that one.
    eventually()
        .until(() ->
            mesh.history(cluster, "cache")
                .path("items")
                .findValuesAsText("traceId")
                .contains(trace));
  }

  private void annotate(String name, Map<String, String> annotations) {
    cluster
        .memcacheds()
        .withName(name)
        .edit(it -> {
          Map<String, String> all = new java.util.HashMap<>(annotations);
          if (it.getMetadata().getAnnotations() != null) {
            it.getMetadata().getAnnotations().forEach(all::putIfAbsent);
          }
          it.getMetadata().setAnnotations(all);
          return it;
        });
  }
}
