package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The operator in a whole mesh, on the sandbox. */
@FairleadTest(MemcachedReconciler.class)
class MemcachedOperatorTest {

  private static final String CACHE =
      """
      apiVersion: cache.example.com/v1
      kind: Memcached
      metadata: {name: cache}
      spec: {replicas: %d, image: "%s"}
      """;

  @Test
  void aMemcachedBecomesAvailable(TestCluster cluster) {
    cluster.apply(CACHE.formatted(2, "memcached:1.6"));

    Memcached cache = cluster.awaitCondition(Memcached.class, "cache", "Available", "True");

    List<Deployment> children = cluster.children(cache, Deployment.class);
    assertThat(children)
        .singleElement()
        .satisfies(it -> assertThat(it.getSpec().getReplicas()).isEqualTo(2));
    assertThat(cluster.why(cache)).contains("cache");
  }

  @Test
  void anImageThatCannotBePulledLeavesItUnavailable(TestCluster cluster) {
    cluster.apply(CACHE.formatted(1, "does-not-exist:1"));

    cluster.awaitCondition(Memcached.class, "cache", "Available", "False");
    cluster.clock().advance(Duration.ofMinutes(11));

    Memcached cache =
        cluster.await(
            Memcached.class,
            "cache",
            "tells that the roll-out takes too long",
            it -> reasons(it).contains("ProgressDeadlineExceeded"));
    assertThat(cache.getStatus().readyReplicas()).isZero();
  }

  @Test
  void anUpgradeNeverTakesAReplicaBeforeItsSuccessorIsReady(TestCluster cluster) {
    cluster.apply(CACHE.formatted(2, "memcached:1.6.38"));
    awaitVersion(cluster, "1.6.38");
    Queue<Integer> available = new ConcurrentLinkedQueue<>();
    try (var _ =
        cluster
            .client()
            .apps()
            .deployments()
            .inNamespace("default")
            .withName("cache")
            .inform(noting(available))) {

      cluster.apply(CACHE.formatted(2, "memcached:1.6.39"));

      awaitVersion(cluster, "1.6.39");
    }
    assertThat(available)
        .hasSizeGreaterThan(1)
        .allSatisfy(it -> assertThat(it).isGreaterThanOrEqualTo(2));
  }

  @Test
  void theServiceAndTheBudgetAreThereWithEverySetting(TestCluster cluster) {
    cluster.apply(
        """
        apiVersion: cache.example.com/v1
        kind: Memcached
        metadata: {name: cache}
        spec:
          replicas: 2
          options: {memoryMebibytes: 128, threads: 2, extraArguments: [--disable-cas]}
          service: {}
          disruptionBudget: {minAvailable: 50%}
          antiAffinity: Preferred
          zonePreference: eu-1a
          resources: {requests: {cpu: 100m, memory: 160Mi}}
        """);

    Memcached cache = cluster.awaitCondition(Memcached.class, "cache", "Available", "True");

    assertThat(cluster.children(cache, Service.class)).hasSize(1);
    assertThat(cluster.children(cache, PodDisruptionBudget.class)).hasSize(1);
    assertThat(cache.getStatus().zonePreference()).isEqualTo("eu-1a");
    cluster.awaitQuiet();
  }

  @Test
  void whatIsScaledByHandIsSetRight(TestCluster cluster) {
    cluster.apply(CACHE.formatted(2, "memcached:1.6"));
    cluster.awaitCondition(Memcached.class, "cache", "Available", "True");

    cluster.client().apps().deployments().inNamespace("default").withName("cache").scale(7);

    cluster.await(
        Deployment.class, "cache", "has 2 replicas", it -> it.getSpec().getReplicas() == 2);
    cluster.awaitQuiet();
  }

  @Test
  void itsDeploymentGoesWithIt(TestCluster cluster) {
    cluster.apply(CACHE.formatted(1, "memcached:1.6"));
    cluster.await(Deployment.class, "cache");

    assertThat(cluster.delete(Memcached.class, "cache")).isTrue();

    cluster.awaitGone(Memcached.class, "cache");
    cluster.awaitGone(Deployment.class, "cache");
  }

  private static void awaitVersion(TestCluster cluster, String version) {
    cluster.await(
        Memcached.class,
        "cache",
        "runs " + version,
        it -> it.getStatus() != null && version.equals(it.getStatus().version()));
  }

  private static ResourceEventHandler<Deployment> noting(Queue<Integer> available) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Deployment deployment) {
        available.add(deployment.getStatus().getAvailableReplicas());
      }

      @Override
      public void onUpdate(Deployment before, Deployment deployment) {
        available.add(deployment.getStatus().getAvailableReplicas());
      }

      @Override
      public void onDelete(Deployment deployment, boolean unknown) {
        available.add(0);
      }
    };
  }

  private static List<String> reasons(Memcached cache) {
    return Optional.ofNullable(cache.getStatus().conditions()).orElse(List.of()).stream()
        .map(Condition::getReason)
        .toList();
  }
}
