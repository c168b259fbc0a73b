package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Lister;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reconciler sees beyond its snapshot, and of Secrets, whose contents nobody caches. */
@FairleadTest(LookupsTest.Looking.class)
class LookupsTest {

  /** More than a page of an answer has; beside the one that every namespace has. */
  private static final int MAPS = 520;

  /** Writes what it sees into a ConfigMap. */
  @Controller(name = "looking", ready = "Seen")
  @Owns(ConfigMap.class)
  @Reads(value = Secret.class, byField = "spec.image")
  static final class Looking implements Reconciler<Memcached> {

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context) {
      Memcached cache = observed.primary();
      Lister<ConfigMap> maps = context.lister(ConfigMap.class);
      Lister<Secret> secrets = context.lister(Secret.class);
      return Desired.children(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("seen-by-" + cache.getMetadata().getName())
                  .endMetadata()
                  .addToData("given", passwords(observed.reads(Secret.class)))
                  .addToData("secrets", passwords(secrets.list("other")))
                  .addToData("tier", names(maps.list("other", Map.of("tier", "edge"))))
                  .addToData("namespace", names(maps.list("other")))
                  .addToData("one", names(maps.get("other", "b").stream().toList()))
                  .addToData("none", names(maps.get("other", "absent").stream().toList()))
                  .build())
          // What is looked up calls nobody when it changes.
          .lookAgainAfter(Duration.ofMillis(200));
    }

    private static String names(List<ConfigMap> maps) {
      return String.join(",", maps.stream().map(map -> map.getMetadata().getName()).toList());
    }

    private static String passwords(List<Secret> secrets) {
      return String.join(
          ",",
          secrets.stream()
              .map(secret -> Optional.ofNullable(secret.getData()).orElse(Map.of()).get("password"))
              .toList());
    }
  }

  @Test
  void aReconcilerLooksIntoTheCacheAndReadsSecretsLive(TestCluster cluster) {
    cluster.in("other");
    cluster.apply(
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: other, labels: {tier: edge}}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: other, labels: {tier: core}}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: other, labels: {tier: edge}}}
        ---
        {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: other}, data: {password: b3RoZXI=}}
        ---
        {apiVersion: v1, kind: Secret, metadata: {name: given}, data: {password: Z2l2ZW4=}}
        """);
    cluster.apply(
        "{apiVersion: cache.example.com/v1, kind: Memcached, metadata: {name: one},"
            + " spec: {replicas: 1, image: given}}");

    ConfigMap seen =
        cluster.await(
            ConfigMap.class,
            "seen-by-one",
            "shows everything",
            map -> seenIn(map, "namespace").startsWith("a,b,c"));

    assertThat(seen.getData())
        .containsEntry("given", "Z2l2ZW4=")
        .containsEntry("secrets", "b3RoZXI=")
        .containsEntry("tier", "a,c")
        .containsEntry("one", "b")
        .containsEntry("none", "");
  }

  @Test
  void moreThanAPageIsListedWhole(TestCluster cluster) {
    cluster.in("other");
    for (int number = 0; number < MAPS; number++) {
      cluster.apply(
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: map-%04d, namespace: other}}"
              .formatted(number));
    }
    cluster.apply(
        "{apiVersion: cache.example.com/v1, kind: Memcached, metadata: {name: two},"
            + " spec: {replicas: 1}}");

    cluster.await(
        ConfigMap.class,
        "seen-by-two",
        "shows all",
        map -> seenIn(map, "namespace").split(",").length > MAPS);
  }

  private static String seenIn(ConfigMap map, String what) {
    return Objects.requireNonNullElse(map.getData().get(what), "");
  }
}
