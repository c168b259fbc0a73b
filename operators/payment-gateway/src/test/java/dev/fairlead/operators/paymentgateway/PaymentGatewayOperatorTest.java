package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.operators.paymentgateway.certificate.KeyedChain;
import dev.fairlead.operators.paymentgateway.certificate.TestAuthority;
import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator in a whole mesh, on the sandbox. */
@FairleadTest(PaymentGatewayReconciler.class)
class PaymentGatewayOperatorTest {

  private static final String GATEWAY =
      """
      apiVersion: payments.example.com/v1
      kind: PaymentGateway
      metadata: {name: pay}
      spec:
        image: "gateway:1"
        tlsSecretName: pay-tls
        %s
      """;
  private static final String REPLICAS = "replicas: 2";
  private static final String AUTOSCALING =
      "autoscaling: {minReplicas: 2, maxReplicas: 8, targetCPUUtilizationPercentage: 70}";
  private static final String CERTIFICATE =
      "certificate: {dnsNames: [pay.example.com], duration: 10m, renewBefore: 8m, caSecretName: ca}";

  @Test
  void aGatewayServesWithACertificateThatWasIssuedForIt(TestCluster cluster) throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, REPLICAS, CERTIFICATE);

    PaymentGateway pay = awaitAvailable(cluster);

    Secret secret = cluster.get(Secret.class, "pay-tls");
    assertThat(secret.getType()).isEqualTo("kubernetes.io/tls");
    KeyedChain chain = TlsSecret.read(secret);
    assertThat(chain.dnsNames()).containsExactly("pay.example.com");
    assertThat(pay.getStatus().certificateNotAfter()).isEqualTo(chain.notAfter().toString());
    assertThat(pay.getStatus().readyReplicas()).isEqualTo(2);
    assertThat(reason(pay, "CertificateReady")).isEqualTo("Issued");
    assertThat(Served.by(cluster.get(Deployment.class, "pay")))
        .contains(new Served("pay-tls", chain.fingerprint()));
    cluster.awaitQuiet();
    assertThat(cluster.why(pay)).startsWith("All is as desired");
  }

  @Test
  void theCertificateIsRotatedBeforeItEndsAndPodsRoll(TestCluster cluster) throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, REPLICAS, CERTIFICATE);
    awaitAvailable(cluster);
    cluster.awaitQuiet();
    KeyedChain first = TlsSecret.read(cluster.get(Secret.class, "pay-tls"));

    cluster.clock().advance(Duration.ofSeconds(100));
    cluster.awaitQuiet();
    assertThat(TlsSecret.read(cluster.get(Secret.class, "pay-tls")).fingerprint())
        .as("not before it is time")
        .isEqualTo(first.fingerprint());
    cluster.clock().advance(Duration.ofSeconds(30));

    Secret rotated =
        cluster.await(Secret.class, "pay-tls", "has another certificate", it -> isOther(it, first));
    KeyedChain second = TlsSecret.read(rotated);
    assertThat(second.notAfter()).isAfter(first.notAfter());
    assertThat(cluster.clock().instant()).isBefore(first.notAfter());
    cluster.await(
        Deployment.class, "pay", "rolls", it -> serves(it, "pay-tls", second.fingerprint()));
    cluster.await(
        PaymentGateway.class,
        "pay",
        "tells of it",
        it -> second.notAfter().toString().equals(it.getStatus().certificateNotAfter()));
  }

  @Test
  void anotherAuthorityOrOtherNamesAreAnotherCertificate(TestCluster cluster) throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, REPLICAS, CERTIFICATE);
    awaitAvailable(cluster);
    KeyedChain first = TlsSecret.read(cluster.get(Secret.class, "pay-tls"));

    put(cluster, "ca", TestAuthority.root("root"));
    Secret ofTheSuccessor =
        cluster.await(
            Secret.class, "pay-tls", "is of the other authority", it -> isOther(it, first));
    KeyedChain second = TlsSecret.read(ofTheSuccessor);

    apply(cluster, REPLICAS, CERTIFICATE.replace("[pay.", "[shop.example.com, pay."));
    cluster.await(
        Secret.class,
        "pay-tls",
        "is for both names",
        it -> isOther(it, second) && read(it).dnsNames().size() == 2);
  }

  @Test
  void aSecretOfSomebodyElseIsFollowedAndNeverWritten(TestCluster cluster) throws Exception {
    TestAuthority others = TestAuthority.root("others");
    put(cluster, "ca", TestAuthority.root("root"));
    Secret theirs = put(cluster, "pay-tls", others);
    apply(cluster, REPLICAS, CERTIFICATE);

    PaymentGateway pay = awaitAvailable(cluster);
    assertThat(reason(pay, "CertificateReady")).isEqualTo("Followed");
    assertThat(cluster.get(Secret.class, "pay-tls").getMetadata().getResourceVersion())
        .isEqualTo(theirs.getMetadata().getResourceVersion());
    Served before = Served.by(cluster.get(Deployment.class, "pay")).orElseThrow();

    // Renewed by its owner: Pods roll.
    put(cluster, "pay-tls", TestAuthority.root("others"));
    String after = KeyedChain.of(decoded(cluster.get(Secret.class, "pay-tls"))).fingerprint();
    cluster.await(Deployment.class, "pay", "rolls", it -> serves(it, "pay-tls", after));
    assertThat(after).isNotEqualTo(before.fingerprint());

    // Damaged by its owner: what serves goes on.
    putData(cluster, "pay-tls", Map.of("tls.crt", "", "tls.key", ""));
    PaymentGateway told =
        cluster.awaitCondition(PaymentGateway.class, "pay", "CertificateReady", "False");
    assertThat(reason(told, "CertificateReady")).isEqualTo("CertificateMissing");
    cluster.awaitQuiet();
    assertThat(Served.by(cluster.get(Deployment.class, "pay")))
        .contains(new Served("pay-tls", after));
    assertThat(reason(told, "Available")).isEqualTo("ReplicasReady");
  }

  @Test
  void aBrokenAuthorityIsToldAndWhatServedGoesOnServing(TestCluster cluster) throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, REPLICAS, CERTIFICATE);
    awaitAvailable(cluster);
    String version = cluster.get(Secret.class, "pay-tls").getMetadata().getResourceVersion();

    put(
        cluster,
        "ca",
        TestAuthority.Plan.named("old")
            .from(Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(1))
            .root());
    assertThat(
            reason(
                cluster.awaitCondition(PaymentGateway.class, "pay", "CertificateReady", "False"),
                "CertificateReady"))
        .isEqualTo("CaExpired");
    assertThat(cluster.delete(Secret.class, "ca")).isTrue();
    cluster.await(
        PaymentGateway.class,
        "pay",
        "says that the CA is missing",
        it -> reason(it, "CertificateReady").equals("CaMissing"));

    // It can still be scaled.
    apply(cluster, "replicas: 3", CERTIFICATE);
    cluster.await(Deployment.class, "pay", "has 3 replicas", it -> it.getSpec().getReplicas() == 3);
    assertThat(cluster.get(Secret.class, "pay-tls").getMetadata().getResourceVersion())
        .isEqualTo(version);
    put(cluster, "ca", TestAuthority.root("root"));
    cluster.awaitCondition(PaymentGateway.class, "pay", "CertificateReady", "True");
  }

  @Test
  void theAutoscalerHasTheReplicasAndGivesThemBackSlowly(TestCluster cluster) throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, "replicas: 3", CERTIFICATE);
    awaitAvailable(cluster);

    apply(cluster, "replicas: 3", CERTIFICATE, AUTOSCALING);
    cluster.await(HorizontalPodAutoscaler.class, "pay");
    cluster.await(
        Deployment.class,
        "pay",
        "has replicas that are the autoscaler's",
        it -> !managersOfReplicas(it).contains("fairlead.paymentgateway"));
    assertThat(cluster.get(Deployment.class, "pay").getSpec().getReplicas()).isEqualTo(3);

    scale(cluster, 6);
    apply(
        cluster,
        "replicas: 3",
        CERTIFICATE.replace("[pay.", "[shop.example.com, pay."),
        AUTOSCALING);
    cluster.await(Secret.class, "pay-tls", "has both names", it -> read(it).dnsNames().size() == 2);
    cluster.awaitQuiet();
    assertThat(cluster.get(Deployment.class, "pay").getSpec().getReplicas()).isEqualTo(6);

    apply(cluster, "replicas: 3", CERTIFICATE);
    cluster.awaitGone(HorizontalPodAutoscaler.class, "pay");
    cluster.awaitQuiet();
    assertThat(cluster.get(Deployment.class, "pay").getSpec().getReplicas()).isEqualTo(6);
    cluster.clock().advance(Duration.ofSeconds(65));
    cluster.await(Deployment.class, "pay", "has 5 replicas", it -> it.getSpec().getReplicas() == 5);
    cluster.clock().advance(Duration.ofMinutes(4));
    cluster.await(Deployment.class, "pay", "has 3 replicas", it -> it.getSpec().getReplicas() == 3);

    apply(cluster, CERTIFICATE, AUTOSCALING);
    cluster.await(HorizontalPodAutoscaler.class, "pay");
    cluster.awaitQuiet();
    assertThat(cluster.get(Deployment.class, "pay").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void underAnotherNameTheSecretIsMadeAnewAndTheOldOneGoesLast(TestCluster cluster)
      throws Exception {
    put(cluster, "ca", TestAuthority.root("root"));
    apply(cluster, REPLICAS, CERTIFICATE);
    awaitAvailable(cluster);

    cluster.apply(GATEWAY.formatted(REPLICAS + "\n  " + CERTIFICATE).replace("pay-tls", "pay-new"));

    cluster.await(Secret.class, "pay-new");
    cluster.await(
        Deployment.class,
        "pay",
        "mounts the new one",
        it -> Served.by(it).orElseThrow().secretName().equals("pay-new"));
    cluster.awaitGone(Secret.class, "pay-tls");
  }

  @Test
  void whatTheSchemaCanSayIsRefused(TestCluster cluster) {
    assertRefused(cluster, "replicas: 0", "spec.replicas");
    assertRefused(
        cluster,
        AUTOSCALING.replace("minReplicas: 2", "minReplicas: 9"),
        "minReplicas is more than maxReplicas");
    assertRefused(cluster, CERTIFICATE.replace("8m", "10m"), "renewBefore has to be shorter");
    assertRefused(cluster, CERTIFICATE.replace("8m", "0s"), "longer than nothing");
    assertRefused(cluster, CERTIFICATE.replace("10m", "30s"), "duration has to be 1m or more");
    assertRefused(cluster, CERTIFICATE.replace("10m", "soon"), "spec.certificate.duration");
    assertRefused(cluster, CERTIFICATE.replace("pay.example.com", ""), "spec.certificate.dnsNames");
    assertRefused(
        cluster, CERTIFICATE.replace("pay.example.com", "\"pay_1\""), "spec.certificate.dnsNames");
    assertRefused(
        cluster, CERTIFICATE.replace("caSecretName: ca", "caSecretName: pay-tls"), "name another");
  }

  private static void assertRefused(TestCluster cluster, String spec, String words) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> apply(cluster, spec))
        .withMessageContaining(words);
  }

  /** Step by step: on a busy machine the first of them takes its time. */
  private static PaymentGateway awaitAvailable(TestCluster cluster) {
    cluster.await(Secret.class, "pay-tls");
    cluster.await(Deployment.class, "pay");
    return cluster.awaitCondition(PaymentGateway.class, "pay", "Available", "True");
  }

  private static void apply(TestCluster cluster, String... spec) {
    var _ = cluster.apply(GATEWAY.formatted(String.join("\n  ", spec)));
  }

  private static Secret put(TestCluster cluster, String name, TestAuthority authority) {
    return putData(cluster, name, authority.entries());
  }

  private static Secret putData(TestCluster cluster, String name, Map<String, String> entries) {
    return cluster.apply(
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withType("kubernetes.io/tls")
            .withStringData(entries)
            .build());
  }

  private static void scale(TestCluster cluster, int replicas) {
    cluster.client().apps().deployments().inNamespace("default").withName("pay").scale(replicas);
  }

  private static List<String> managersOfReplicas(Deployment deployment) {
    return deployment.getMetadata().getManagedFields().stream()
        .filter(it -> String.valueOf(it.getFieldsV1()).contains("f:replicas"))
        .map(it -> it.getManager())
        .toList();
  }

  private static boolean isOther(Secret secret, KeyedChain than) {
    return !read(secret).fingerprint().equals(than.fingerprint());
  }

  private static KeyedChain read(Secret secret) {
    try {
      return TlsSecret.read(secret);
    } catch (Exception unusable) {
      throw new AssertionError(unusable);
    }
  }

  private static Map<String, String> decoded(Secret secret) {
    return read(secret).entries();
  }

  private static boolean serves(Deployment deployment, String secret, String fingerprint) {
    return Served.by(deployment).equals(Optional.of(new Served(secret, fingerprint)));
  }

  private static String reason(PaymentGateway gateway, String type) {
    return Objects.requireNonNullElse(gateway.getStatus().conditions(), List.<Condition>of())
        .stream()
        .filter(it -> it.getType().equals(type))
        .map(Condition::getReason)
        .findFirst()
        .orElse("");
  }
}
