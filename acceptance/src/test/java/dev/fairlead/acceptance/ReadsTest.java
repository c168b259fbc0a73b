package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Index;
import dev.fairlead.sdk.Lister;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Predicate;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.SecondaryToPrimary;
import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads as docs/SDK.md shows them, on the sandbox. */
@FairleadTest(ReadsTest.Tuner.class)
class ReadsTest {

  /** A ConfigMap lists the caches that it tunes. */
  public static final class TunedCaches implements SecondaryToPrimary<ConfigMap> {
    @Override
    public Collection<NamespacedName> primaries(ConfigMap map) {
      String namespace = map.getMetadata().getNamespace();
      String caches = map.getData().getOrDefault("caches", "");
      return Stream.of(caches.split(",")).map(name -> new NamespacedName(namespace, name)).toList();
    }
  }

  /** Only a change of the options calls. */
  public static final class Options implements Predicate<ConfigMap> {
    @Override
    public boolean test(ConfigMap map) {
      return map.getData().containsKey("options");
    }

    @Override
    public @Nullable Object matters(ConfigMap map) {
      return map.getData().get("options");
    }
  }

  /** Writes what it sees into a ServiceAccount. */
  @Controller(name = "tuner", ready = "Tuned")
  @Owns(ServiceAccount.class)
  @Reads(value = ConfigMap.class, mapping = TunedCaches.class, predicate = Options.class)
  @Reads(value = Pod.class, indexes = @Index(name = "byNode", field = "spec.nodeName"))
  @Reads(value = Service.class, metadataOnly = true)
  static final class Tuner implements Reconciler<Memcached> {

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context) {
      Lister<Pod> pods = context.lister(Pod.class);
      List<Pod> onTheNode = pods.byIndex("byNode", "n1");
      List<Pod> atTheEdge = pods.byIndex("byNode", "n1", "tier in (edge,core),!spare");
      return Desired.children(
          new ServiceAccountBuilder()
              .withNewMetadata()
              .withName("seen-by-" + observed.primary().getMetadata().getName())
              .addToAnnotations("options", options(observed))
              .addToAnnotations("node", names(onTheNode))
              .addToAnnotations("edge", names(atTheEdge))
              .addToAnnotations("core", names(pods.list("", "tier=core")))
              .addToAnnotations("service", service(observed.reads(Service.class)))
              .endMetadata()
              .build());
    }

    private static String options(Observed<Memcached> observed) {
      return String.join(
          ",",
          observed.reads(ConfigMap.class).stream()
              .map(map -> Objects.requireNonNullElse(map.getData().get("options"), "-"))
              .toList());
    }

    /** Of metadata alone, with its own kind and nothing of its spec. */
    private static String service(List<Service> services) {
      return String.join(
          ",",
          services.stream()
              .map(it ->
                  it.getKind() + " " + it.getMetadata().getName() + " " + (it.getSpec() == null))
              .toList());
    }

    private static String names(List<? extends HasMetadata> objects) {
      return String.join(",", objects.stream().map(it -> it.getMetadata().getName()).toList());
    }
  }

  @Test
  void javaMapsAndPredicatesDecideAndIndexesFind(TestCluster cluster) {
    cluster.apply(
        """
        {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {tier: edge}},
         spec: {nodeName: n1, containers: [{name: c, image: i}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {tier: core, spare: "yes"}},
         spec: {nodeName: n1, containers: [{name: c, image: i}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: c, labels: {tier: core}},
         spec: {nodeName: n2, containers: [{name: c, image: i}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: one}, spec: {ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: fast}, data: {caches: "one,two"}}
        """);
    cluster.apply(
        "{apiVersion: cache.example.com/v1, kind: Memcached, metadata: {name: one},"
            + " spec: {replicas: 1}}");

    ServiceAccount first =
        cluster.await(
            ServiceAccount.class, "seen-by-one", "shows all", it -> says(it, "node", "a,b"));

    assertThat(first.getMetadata().getAnnotations())
        .containsEntry("edge", "a")
        .containsEntry("core", "b,c")
        .containsEntry("service", "Service one true")
        .as("the map belongs to it, though it does not matter yet")
        .containsEntry("options", "-");

    cluster.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: fast},"
            + " data: {caches: \"one,two\", options: \"-m 64\"}}");

    cluster.await(
        ServiceAccount.class, "seen-by-one", "is told", it -> says(it, "options", "-m 64"));
  }

  private static boolean says(ServiceAccount account, String what, String text) {
    return text.equals(account.getMetadata().getAnnotations().get(what));
  }
}
