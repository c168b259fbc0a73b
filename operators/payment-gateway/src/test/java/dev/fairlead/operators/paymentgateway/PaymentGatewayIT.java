package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.operators.paymentgateway.certificate.KeyedChain;
import dev.fairlead.operators.paymentgateway.certificate.TestAuthority;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operator's own program on a real API server, with the rights that it asks for. */
@RealControlPlane(controllers = Controllers.WORKLOADS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentGatewayIT {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final String CERTIFICATE =
      "certificate: {dnsNames: [pay.example.com], duration: 1h, renewBefore: 20m, caSecretName: ca}";

  /** Renewed ten seconds after it has been issued. */
  private static final String BRIEF =
      CERTIFICATE.replace("duration: 1h, renewBefore: 20m", "duration: 1m, renewBefore: 50s");

  /** Of a key's 92 characters in PEM, which break after 64. */
  private static final int FRAGMENT_CHARACTERS = 16;

  private KubernetesClient client;
  private OperatorProcess operator;
  private String namespace = "";

  @BeforeAll
  void start(ControlPlane controlPlane, @TempDir Path directory) throws Exception {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
            .build();
    operator = new OperatorProcess(controlPlane, client, directory);
  }

  @AfterAll
  void stop() {
    operator.close();
    client.close();
  }

  @BeforeEach
  void namespace() {
    namespace = "pay-" + NAMESPACES.incrementAndGet();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    put("ca", TestAuthority.root("root").entries());
  }

  @AfterEach
  void leave() {
    client.resources(PaymentGateway.class).inNamespace(namespace).delete();
    client.namespaces().withName(namespace).delete();
  }

  @Test
  void podsRollWithTheCertificateAndNeverFallBelowWhatIsAvailable() throws Exception {
    apply("replicas: 3", BRIEF);
    awaitReason("Available", "ReplicasReady");
    KeyedChain first = served();
    try (Recording<Deployment> deployments = new Recording<>(client, Deployment.class, namespace)) {
      eventually().until(() -> !served().fingerprint().equals(first.fingerprint()));
      KeyedChain second = served();
      assertThat(second.notAfter()).isAfter(first.notAfter());
      eventually()
          .until(() ->
              deployments.states().stream()
                  .filter(it -> it.getStatus().getObservedGeneration() >= generation(it))
                  .anyMatch(it ->
                      Served.by(it).orElseThrow().fingerprint().equals(second.fingerprint())
                          && Objects.equals(it.getStatus().getUpdatedReplicas(), 3)
                          && Objects.equals(it.getStatus().getReadyReplicas(), 3)));
      assertThat(deployments.states())
          .allSatisfy(
              it -> assertThat(it.getStatus().getAvailableReplicas()).isGreaterThanOrEqualTo(3));
    }
  }

  @Test
  void privateKeysAreInSecretsAndNowhereElse() throws Exception {
    try (Recording<Secret> secrets = new Recording<>(client, Secret.class, namespace)) {
      apply("replicas: 1", BRIEF);
      awaitReason("CertificateReady", "Issued");
      KeyedChain first = served();
      eventually().until(() -> !served().fingerprint().equals(first.fingerprint()));
      put(
          "ca",
          TestAuthority.root("other").entries().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> entry.getKey().equals("tls.crt") ? "broken" : entry.getValue())));
      awaitReason("CertificateReady", "CertificateMissing");

      String path = "/api/v1/controllers/paymentgateway/objects/" + namespace + "/pay";
      eventually().until(() -> operator.traces().contains(namespace));
      Map<String, String> places =
          Map.of(
              "the log", operator.logged(),
              "the journal", operator.journal(),
              "traces", operator.traces(),
              "the object", operator.ask(path),
              "explain", operator.ask(path + "/explain"),
              "the history", operator.ask(path + "/history"),
              "metrics", operator.ask("/metrics"),
              "Events and objects", written());
      Set<String> keys = fragments(secrets.states());
      assertThat(keys).as("keys of two CAs and of two certificates").hasSizeGreaterThanOrEqualTo(8);
      places.forEach((place, text) -> {
        assertThat(text).as(place + " tells of the gateway").contains("pay");
        assertThat(keys).as("in " + place).noneMatch(text::contains);
      });
    }
  }

  @Test
  void aSecretOfSomebodyElseIsFollowed() {
    Secret theirs = put("pay-tls", TestAuthority.root("one").entries());
    apply("replicas: 1", CERTIFICATE);
    awaitReason("CertificateReady", "Followed");
    awaitReason("Available", "ReplicasReady");
    String first = Served.by(deployment()).orElseThrow().fingerprint();
    assertThat(secret("pay-tls").getMetadata().getResourceVersion())
        .isEqualTo(theirs.getMetadata().getResourceVersion());

    put("pay-tls", TestAuthority.root("two").entries());

    eventually().until(() -> !Served.by(deployment()).orElseThrow().fingerprint().equals(first));
    assertThat(secret("pay-tls").getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void anAutoscalerTakesTheReplicasAndLeavesThemWithoutAJump() {
    apply("replicas: 3", CERTIFICATE);
    awaitReason("Available", "ReplicasReady");
    try (Recording<Deployment> deployments = new Recording<>(client, Deployment.class, namespace)) {
      apply("replicas: 3", CERTIFICATE, "autoscaling: {minReplicas: 2, maxReplicas: 8}");
      eventually().until(() -> autoscaler() != null);
      eventually().until(() -> !managersOfReplicas().contains("fairlead.paymentgateway"));
      client.apps().deployments().inNamespace(namespace).withName("pay").scale(6);
      awaitReason("Available", "ReplicasReady");

      apply("replicas: 3", CERTIFICATE);
      eventually().until(() -> autoscaler() == null);
      awaitReason("Progressing", "RolloutComplete");

      assertThat(deployment().getSpec().getReplicas()).isEqualTo(6);
      assertThat(deployment().getMetadata().getAnnotations().get(Replicas.BY))
          .startsWith("spec, from 6 since ");
      assertThat(deployments.states())
          .allSatisfy(it -> assertThat(it.getSpec().getReplicas()).isIn(3, 6));
    }
  }

  @Test
  void aBrokenAuthorityIsToldAndNothingElseHappens() {
    apply("replicas: 2", CERTIFICATE);
    awaitReason("Available", "ReplicasReady");
    String version = secret("pay-tls").getMetadata().getResourceVersion();
    long generation = generation(deployment());

    put(
        "ca",
        Map.of(
            "tls.crt",
            TestAuthority.root("a").entries().get("tls.crt"),
            "tls.key",
            TestAuthority.root("b").key()));
    awaitReason("CertificateReady", "KeyMismatch");
    client.secrets().inNamespace(namespace).withName("ca").delete();
    awaitReason("CertificateReady", "CaMissing");

    assertThat(secret("pay-tls").getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(generation(deployment())).isEqualTo(generation);
    eventually()
        .until(() ->
            client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .anyMatch(it -> "CaMissing".equals(it.getReason())));
  }

  private static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions();
  }

  private void apply(String... spec) {
    String yaml =
        """
        apiVersion: payments.example.com/v1
        kind: PaymentGateway
        metadata: {name: pay}
        spec:
          image: "gateway:1"
          tlsSecretName: pay-tls
          %s
        """
            .formatted(String.join("\n  ", spec));
    client
        .resource(client.getKubernetesSerialization().unmarshal(yaml, PaymentGateway.class))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  private Secret put(String name, Map<String, String> entries) {
    return client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(entries)
                .build())
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  private void awaitReason(String type, String reason) {
    eventually()
        .alias(type + " is " + reason)
        .until(() ->
            Objects.requireNonNull(gateway().getStatus().conditions()).stream()
                .filter(it -> Objects.equals(it.getObservedGeneration(), generation(gateway())))
                .filter(it -> it.getType().equals(type))
                .map(Condition::getReason)
                .anyMatch(reason::equals));
  }

  private PaymentGateway gateway() {
    return client.resources(PaymentGateway.class).inNamespace(namespace).withName("pay").get();
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName("pay").get();
  }

  private HorizontalPodAutoscaler autoscaler() {
    return client
        .resources(HorizontalPodAutoscaler.class)
        .inNamespace(namespace)
        .withName("pay")
        .get();
  }

  private Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  private KeyedChain served() throws Exception {
    return TlsSecret.read(secret("pay-tls"));
  }

  private static long generation(HasMetadata object) {
    return object.getMetadata().getGeneration();
  }

  private List<String> managersOfReplicas() {
    return deployment().getMetadata().getManagedFields().stream()
        .filter(it ->
            it.getFieldsV1() != null
                && it.getFieldsV1().getAdditionalProperties().getOrDefault("f:spec", Map.of())
                    instanceof Map<?, ?> spec
                && spec.containsKey("f:replicas"))
        .map(it -> it.getManager())
        .toList();
  }

  /** Events, gateways and Deployments as they are stored. */
  private String written() {
    List<Object> objects = new ArrayList<>();
    objects.addAll(client.events().v1().events().inNamespace(namespace).list().getItems());
    objects.add(gateway());
    objects.add(deployment());
    return client.getKubernetesSerialization().asJson(objects);
  }

  /**
   * Pieces out of the middle of every private key, as PEM has them and as a Secret encodes them.
   */
  private static Set<String> fragments(List<Secret> secrets) {
    Set<String> fragments = new HashSet<>();
    for (Secret secret : secrets) {
      String encoded = secret.getData().getOrDefault("tls.key", "");
      String body =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("-----"))
              .collect(Collectors.joining());
      Stream.of(encoded, body)
          .map(text -> text.substring(text.length() / 2, text.length() / 2 + FRAGMENT_CHARACTERS))
          .forEach(fragments::add);
    }
    return fragments;
  }
}
