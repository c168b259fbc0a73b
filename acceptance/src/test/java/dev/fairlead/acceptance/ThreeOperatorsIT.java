package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.distribution.Main;
import dev.fairlead.operators.app.App;
import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.operators.paymentgateway.PaymentGateway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operators that ship, together in one mesh: each role is a process under an account of its
 * own, with exactly the RBAC of k8s/base. Two of their kinds are called alike.
 */
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeOperatorsIT {

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private static final List<String> ROLES = List.of("watcher", "reconciler", "status", "gateway");

  private static final String OBJECTS =
      """
      apiVersion: cache.example.com/v1
      kind: Memcached
      metadata: {name: cache}
      spec: {replicas: 2, service: {}, disruptionBudget: {}}
      ---
      apiVersion: app.example.com/v1
      kind: Deployment
      metadata: {name: shop}
      spec: {replicas: 2, image: "nginx:1.27", ports: [{name: http, port: 80}]}
      ---
      apiVersion: payments.example.com/v1
      kind: PaymentGateway
      metadata: {name: pay}
      spec:
        image: registry.example.com/payment-gateway:1.4
        tlsSecretName: pay-tls
        autoscaling: {minReplicas: 2, maxReplicas: 4}
        certificate: {dnsNames: [pay.example.com], caSecretName: payments-ca}
      """;

  /** A child, by whose creation the reconciler shows that it may. */
  record Made(
      String controller,
      String primary,
      String resource,
      Class<? extends HasMetadata> type,
      String name) {
    @Override
    public String toString() {
      return resource + " of " + controller;
    }
  }

  private final ControlPlane plane;
  private Cluster cluster;
  private Processes processes;
  private URI gateway;

  ThreeOperatorsIT(ControlPlane plane) {
    this.plane = plane;
  }

  static List<Made> children() {
    return List.of(
        new Made("app", "shop", "deployments", Deployment.class, "shop"),
        new Made("app", "shop", "services", Service.class, "shop"),
        new Made("memcached", "cache", "poddisruptionbudgets", PodDisruptionBudget.class, "cache"),
        new Made(
            "paymentgateway",
            "pay",
            "horizontalpodautoscalers",
            HorizontalPodAutoscaler.class,
            "pay"),
        new Made("paymentgateway", "pay", "secrets", Secret.class, "pay-tls"));
  }

  @BeforeAll
  void startEachRoleUnderItsAccount(@TempDir Path directory) throws Exception {
    cluster = new Cluster(plane.kubeconfig());
    Manifests.applyForARunOutside(cluster.client());
    processes =
        new Processes(directory, ROLES, List.of("--namespace=" + cluster.namespace()))
            .running(Main.class);
    for (String role : ROLES) {
      start(role);
    }
    for (String role : ROLES) {
      processes.awaitReady(role);
    }
    gateway = processes.awaitReady("gateway");
    cluster
        .client()
        .resource(
            CertificateFiles.secret(cluster.namespace(), CertificateFiles.authority(directory)))
        .create();
    apply(OBJECTS);
  }

  @AfterAll
  void stop() {
    processes.close();
    cluster.client().resources(Memcached.class).inNamespace(cluster.namespace()).delete();
    cluster.client().resources(App.class).inNamespace(cluster.namespace()).delete();
    cluster.client().resources(PaymentGateway.class).inNamespace(cluster.namespace()).delete();
    cluster.close();
  }

  @Test
  @Order(1)
  void allOfThemDoTheirWorkAndNobodyIsRefusedAnything() {
    for (Made child : children()) {
      awaitMade(child);
    }
    cluster.awaitDeployment("cache", 2);
    eventually().until(() -> cluster.service("cache").isPresent());
    eventually().until(() -> cluster.service("pay").isPresent());
    eventually().until(() -> cluster.deployment("pay").isPresent());
    cluster.makeReady("cache", 2);
    cluster.makeReady("shop", 2);
    eventually().until(() -> object("memcached", "cache", "").path("ready").asBoolean());
    eventually().until(() -> object("app", "shop", "").path("ready").asBoolean());
    for (String role : ROLES) {
      assertThat(processes.said(role)).doesNotContain("orbidden").doesNotContain("may not");
    }
  }

  @Test
  @Order(2)
  void theTwoKindsOfDeploymentsAreToldApart() throws Exception {
    assertThat(object("app", "shop", "/explain").path("summary").asText())
        .contains("Deployment.app.example.com");
    eventually()
        .untilAsserted(() ->
            assertThat(object("app", "shop", "/history").toString())
                .contains("Deployment.apps " + cluster.namespace() + "/shop"));
    JsonNode child = object("app", "shop", "").path("children").path(0);
    assertThat(child.path("apiVersion").asText() + " " + child.path("kind").asText())
        .isEqualTo("apps/v1 Deployment");
    assertThat(object("memcached", "cache", "/history").toString())
        .contains("(Deployment " + cluster.namespace() + "/cache ");

    apply(
        """
        apiVersion: app.example.com/v1
        kind: Deployment
        metadata: {name: twice}
        spec: {replicas: 1, image: a, ports: [{name: a, port: 80}, {name: b, port: 80}]}
        """);
    eventually()
        .untilAsserted(() ->
            assertThat(
                    cluster
                        .client()
                        .events()
                        .v1()
                        .events()
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems())
                .filteredOn(event -> "twice".equals(event.getRegarding().getName()))
                .extracting(Event::getRegarding)
                .isNotEmpty()
                .allSatisfy(
                    about -> assertThat(about.getApiVersion()).isEqualTo("app.example.com/v1")));
    assertThat(cluster.deployment("twice")).isEmpty();

    URI management = processes.awaitReady("watcher");
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(
              http.send(
                      HttpRequest.newBuilder(management.resolve("/metrics")).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .contains("fairlead_cache_objects{resource=\"deployments.app.example.com\"}")
          .contains("fairlead_cache_objects{resource=\"deployments.apps\"}");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("children")
  @Order(3)
  void whatTheReconcilerMayNotMakeIsNamed(Made child) {
    awaitMade(child);
    List<PolicyRule> all = cluster.changeRules("fairlead-reconciler", without(child.resource()));
    try {
      eventually()
          .untilAsserted(() -> {
            // Permissions are cached for a moment: what is made again meanwhile is taken again.
            resource(child).delete();
            assertThat(
                    object(child.controller(), child.primary(), "/explain")
                        .path("summary")
                        .asText())
                .contains("fairlead-reconciler")
                .contains(child.resource());
          });
    } finally {
      cluster.changeRules("fairlead-reconciler", _ -> all);
    }
    awaitMade(child);
  }

  @Test
  @Order(4)
  void whatTheStatusServiceMayNotWriteIsNamed() {
    List<PolicyRule> all = cluster.changeRules("fairlead-status", without("/status"));
    try {
      AtomicInteger replicas = new AtomicInteger(2);
      eventually()
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> {
            String patch =
                "{\"spec\": {\"replicas\": %d}}".formatted(replicas.getAndIncrement() % 9 + 1);
            named(Memcached.class, "cache").patch(MERGE, patch);
            named(App.class, "shop").patch(MERGE, patch);
            named(PaymentGateway.class, "pay").patch(MERGE, patch);
            assertThat(object("memcached", "cache", "/explain").toString())
                .contains("fairlead-status", "memcacheds");
            assertThat(object("app", "shop", "/explain").toString())
                .contains("fairlead-status", "deployments", "app.example.com");
            assertThat(object("paymentgateway", "pay", "/explain").toString())
                .contains("fairlead-status", "paymentgateways");
          });
    } finally {
      cluster.changeRules("fairlead-status", _ -> all);
    }
  }

  @Test
  @Order(5)
  void whatTheWatcherMayNotSeeIsNamed() throws Exception {
    List<PolicyRule> all = cluster.changeRules("fairlead-watcher", _ -> List.of());
    try {
      processes.stop("watcher");
      start("watcher");
      eventually()
          .untilAsserted(() ->
              assertThat(
                      processes
                          .get(gateway, "/api/v1/controllers")
                          .findValues("problems")
                          .toString())
                  .contains("fairlead-watcher")
                  .contains("memcacheds.cache.example.com")
                  .contains("deployments.app.example.com")
                  .contains("deployments.apps")
                  .contains("paymentgateways.payments.example.com")
                  .contains(
                      "services", "secrets", "horizontalpodautoscalers", "poddisruptionbudgets"));
    } finally {
      cluster.changeRules("fairlead-watcher", _ -> all);
    }
    processes.awaitReady("watcher");
  }

  private void start(String role) throws Exception {
    processes.start(
        role, plane.kubeconfigFor("fairlead-system", "fairlead-" + role), List.of(role));
  }

  private void apply(String yaml) {
    cluster
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(cluster.namespace())
        .forceConflicts()
        .serverSideApply();
  }

  private JsonNode object(String controller, String name, String more) {
    return processes.get(
        gateway,
        "/api/v1/controllers/%s/objects/%s/%s%s"
            .formatted(controller, cluster.namespace(), name, more));
  }

  private void awaitMade(Made child) {
    eventually().alias(child + " is there").until(() -> resource(child).get() != null);
  }

  private Resource<? extends HasMetadata> resource(Made child) {
    return named(child.type(), child.name());
  }

  private <T extends HasMetadata> Resource<T> named(Class<T> type, String name) {
    return cluster.client().resources(type).inNamespace(cluster.namespace()).withName(name);
  }

  private static UnaryOperator<List<PolicyRule>> without(String resource) {
    return rules ->
        rules.stream()
            .filter(rule -> rule.getResources().stream().noneMatch(it -> it.endsWith(resource)))
            .toList();
  }
}
