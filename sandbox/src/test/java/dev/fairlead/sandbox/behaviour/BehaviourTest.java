package dev.fairlead.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sandbox does by itself, seen over HTTP. */
class BehaviourTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

  private static Sandbox sandbox;
  private static Client client;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withBehaviour(BehaviourOptions.DEFAULTS.readyAfter(Duration.ofMinutes(1))));
    client = new Client(sandbox);
  }

  @AfterAll
  static void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void everyNamespaceIsFurnishedAndEmptied() throws Exception {
    client.post("/api/v1/namespaces", "{metadata: {name: n}}");
    until("/api/v1/namespaces/n/serviceaccounts/default", it -> it.has("kind"));
    until("/api/v1/namespaces/n/configmaps/kube-root-ca.crt", it -> it.has("data"));
    client.post(
        "/api/v1/namespaces/n/configmaps", "{metadata: {name: held, finalizers: [acme.com/hold]}}");
    client.delete("/api/v1/namespaces/n");
    JsonNode waiting = until("/api/v1/namespaces/n", it -> it.at("/status/conditions").size() == 5);
    assertThat(waiting.at("/status/phase").asText()).isEqualTo("Terminating");
    assertThat(condition(waiting, "NamespaceFinalizersRemaining").path("message").asText())
        .isEqualTo(
            "Some content in the namespace has finalizers remaining: acme.com/hold in 1 resource"
                + " instances");
    client.merge("/api/v1/namespaces/n/configmaps/held", "{metadata: {finalizers: null}}");
    gone("/api/v1/namespaces/n");
  }

  @Test
  void dependentsGoAfterTheirOwner() throws Exception {
    String uid = map("owner-b", "");
    map("child-b", owner("owner-b", uid, false));
    client.delete(MAPS + "/owner-b");
    gone(MAPS + "/child-b");
  }

  @Test
  void aDependentOfNobodyGoes() throws Exception {
    map("stray", owner("nobody", "11111111-1111-1111-1111-111111111111", false));
    gone(MAPS + "/stray");
  }

  @Test
  void aForegroundOwnerWaitsForThoseThatHoldIt() throws Exception {
    String uid = map("owner-f", "");
    map("child-f", "finalizers: [acme.com/hold], " + owner("owner-f", uid, true));
    client.delete(MAPS + "/owner-f?propagationPolicy=Foreground");
    until(MAPS + "/child-f", it -> it.at("/metadata").has("deletionTimestamp"));
    assertThat(client.get(MAPS + "/owner-f").at("/metadata/finalizers/0").asText())
        .isEqualTo("foregroundDeletion");
    client.merge(MAPS + "/child-f", "{metadata: {finalizers: null}}");
    gone(MAPS + "/child-f");
    gone(MAPS + "/owner-f");
  }

  @Test
  void orphansStay() throws Exception {
    String uid = map("owner-o", "");
    map("child-o", owner("owner-o", uid, true));
    client.delete(MAPS + "/owner-o?propagationPolicy=Orphan");
    gone(MAPS + "/owner-o");
    assertThat(client.get(MAPS + "/child-o").at("/metadata").has("ownerReferences")).isFalse();
  }

  @Test
  void aDeploymentBecomesReadyInItsTime() throws Exception {
    deployment("web", 3, "nginx");
    JsonNode begun =
        until(DEPLOYMENTS + "/web", it -> it.at("/status/observedGeneration").asInt() == 1);
    assertThat(begun.at("/status/unavailableReplicas").asInt()).isEqualTo(3);
    assertThat(condition(begun, "Available").path("reason").asText())
        .isEqualTo("MinimumReplicasUnavailable");
    assertThat(condition(begun, "Progressing").path("reason").asText())
        .isEqualTo("ReplicaSetUpdated");

    sandbox.clock().move(Duration.ofMinutes(1));
    JsonNode ready = until(DEPLOYMENTS + "/web", it -> it.at("/status/readyReplicas").asInt() == 3);
    assertThat(condition(ready, "Available").path("status").asText()).isEqualTo("True");
    assertThat(condition(ready, "Progressing").path("reason").asText())
        .isEqualTo("NewReplicaSetAvailable");
    assertThat(ready.at("/status").has("unavailableReplicas")).isFalse();

    client.merge(DEPLOYMENTS + "/web", "{spec: {replicas: 5}}");
    JsonNode scaling =
        until(DEPLOYMENTS + "/web", it -> it.at("/status/unavailableReplicas").asInt() == 2);
    assertThat(scaling.at("/status/availableReplicas").asInt()).isEqualTo(3);
    sandbox.clock().move(Duration.ofMinutes(1));
    until(DEPLOYMENTS + "/web", it -> it.at("/status/availableReplicas").asInt() == 5);
  }

  @Test
  void aDeploymentOfThePlantedImageGetsStuck() throws Exception {
    deployment("bad", 1, "example/does-not-exist");
    until(DEPLOYMENTS + "/bad", it -> it.at("/status/unavailableReplicas").asInt() == 1);
    sandbox.clock().move(Duration.ofSeconds(601));
    JsonNode stuck =
        until(
            DEPLOYMENTS + "/bad",
            it -> condition(it, "Progressing").path("status").asText().equals("False"));
    assertThat(condition(stuck, "Progressing").path("reason").asText())
        .isEqualTo("ProgressDeadlineExceeded");
    assertThat(stuck.at("/status").has("availableReplicas")).isFalse();
  }

  @Test
  void aggregatedRolesCollectTheirRules() throws Exception {
    JsonNode view =
        until(
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/view",
            it -> it.path("rules").size() > 5);
    assertThat(view.path("rules").toString()).contains("configmaps").doesNotContain("secrets");
  }

  private static String map(String name, String metadata) throws Exception {
    Client.Reply reply = client.post(MAPS, "{metadata: {name: %s, %s}}".formatted(name, metadata));
    assertThat(reply.code()).as(reply.body().toString()).isEqualTo(201);
    return reply.at("/metadata/uid").asText();
  }

  private static String owner(String name, String uid, boolean blocks) {
    return "ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: %s, uid: %s, blockOwnerDeletion: %s}]"
        .formatted(name, uid, blocks);
  }

  private static void deployment(String name, int replicas, String image) throws Exception {
    Client.Reply reply =
        client.post(
            DEPLOYMENTS,
            """
            {metadata: {name: %1$s}, spec: {replicas: %2$d, selector: {matchLabels: {app: %1$s}},
             template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: c, image: %3$s}]}}}}
            """
                .formatted(name, replicas, image));
    assertThat(reply.code()).as(reply.body().toString()).isEqualTo(201);
  }

  private static JsonNode condition(JsonNode object, String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return object.path("none");
  }

  private static JsonNode until(String path, Predicate<JsonNode> holds) {
    return await(path)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(5))
        .until(() -> get(path), it -> holds.test(it));
  }

  private static void gone(String path) {
    until(path, it -> it.path("code").asInt() == 404);
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    return client.get(path).body();
  }
}
