package dev.fairlead.sandbox.contract;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** What fabric8's client does for Java programs: each a scenario of its own. */
final class Fabric8Scenarios {

  private static final ResourceDefinitionContext MEMCACHEDS =
      new ResourceDefinitionContext.Builder()
          .withGroup("cache.example.com")
          .withVersion("v1")
          .withPlural("memcacheds")
          .withKind("Memcached")
          .withNamespaced(true)
          .build();

  private Fabric8Scenarios() {}

  /** A piece of a program that uses the client. */
  private interface Use {
    void of(KubernetesClient client, Stage stage) throws Exception;
  }

  private record Fabric8Scenario(String name, Use use) implements Scenario {
    @Override
    public void play(Stage stage) throws Exception {
      Config config =
          new ConfigBuilder(Config.empty())
              .withMasterUrl(stage.uri().toString())
              .withNamespace(stage.namespace())
              .withRequestRetryBackoffLimit(0)
              .build();
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        use.of(client, stage);
      }
    }
  }

  static List<Scenario> all() {
    return List.of(
        new Fabric8Scenario("fabric8 creates, reads, changes and deletes", Fabric8Scenarios::crud),
        new Fabric8Scenario("fabric8 applies on the server's side", Fabric8Scenarios::apply),
        new Fabric8Scenario("fabric8 scales and writes status", Fabric8Scenarios::subresources),
        new Fabric8Scenario("fabric8 informs", Fabric8Scenarios::informer),
        new Fabric8Scenario("fabric8 elects a leader", Fabric8Scenarios::leader));
  }

  private static void crud(KubernetesClient client, Stage stage) {
    ConfigMap created = client.resource(configMap("a", Map.of("k", "v"))).create();
    stage.saw("created", created.getData());
    refused(stage, "created again", () -> client.resource(configMap("a", Map.of())).create());
    stage.saw("read", client.configMaps().withName("a").get().getData());
    stage.saw("absent", client.configMaps().withName("absent").get());
    client.resource(configMap("a", Map.of("k", "w"))).update();
    client
        .configMaps()
        .withName("a")
        .edit(it -> new ConfigMapBuilder(it).addToData("l", "x").build());
    client
        .configMaps()
        .withName("a")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"m\":\"y\"}}");
    client
        .configMaps()
        .withName("a")
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"m\":null}}");
    client
        .configMaps()
        .withName("a")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"add\",\"path\":\"/data/n\",\"value\":\"z\"}]");
    refused(
        stage,
        "a stale update",
        () ->
            client
                .resource(new ConfigMapBuilder(created).addToData("k", "stale").build())
                .lockResourceVersion(created.getMetadata().getResourceVersion())
                .update());
    stage.saw(
        "listed",
        client.configMaps().withLabel("x", "1").list().getItems().stream()
            .map(it -> it.getData().toString())
            .toList());
    stage.saw(
        "limited", client.configMaps().withField("metadata.name", "a").list().getItems().size());
    client.configMaps().withName("a").delete();
    client.configMaps().withName("a").delete();
  }

  private static void apply(KubernetesClient client, Stage stage) {
    client.resource(configMap("a", Map.of("k", "v"))).fieldManager("me").serverSideApply();
    client.resource(configMap("a", Map.of("k", "v"))).fieldManager("me").serverSideApply();
    refused(
        stage,
        "a conflict",
        () ->
            client
                .resource(configMap("a", Map.of("k", "w")))
                .fieldManager("other")
                .serverSideApply());
    client
        .resource(configMap("a", Map.of("k", "w")))
        .fieldManager("other")
        .forceConflicts()
        .serverSideApply();
    client.resource(deployment("a", 2)).fieldManager("me").forceConflicts().serverSideApply();
    client.resource(memcached("a", 2)).inNamespace(stage.namespace()).serverSideApply();
    client.resource(configMap("a", Map.of("k", "w"))).dryRun().delete();
  }

  private static void subresources(KubernetesClient client, Stage stage) {
    client.resource(deployment("a", 1)).create();
    stage.saw("scaled", client.apps().deployments().withName("a").scale(3).getSpec().getReplicas());
    Deployment ready =
        client
            .apps()
            .deployments()
            .withName("a")
            .editStatus(it ->
                it.edit().withNewStatus().withReplicas(3).withReadyReplicas(3).endStatus().build());
    stage.saw("ready", ready.getStatus().getReadyReplicas());
    client.resource(memcached("a", 1)).inNamespace(stage.namespace()).create();
    client.genericKubernetesResources(MEMCACHEDS).withName("a").scale(2);
    client
        .genericKubernetesResources(MEMCACHEDS)
        .withName("a")
        .editStatus(it -> {
          it.setAdditionalProperty("status", Map.of("readyReplicas", 2));
          return it;
        });
    GenericKubernetesResource scaled =
        client.genericKubernetesResources(MEMCACHEDS).withName("a").get();
    stage.saw("replicas", String.valueOf(scaled.<Object>get("spec", "replicas")));
    stage.saw("ready replicas", String.valueOf(scaled.<Object>get("status", "readyReplicas")));
  }

  private static void informer(KubernetesClient client, Stage stage) {
    client.resource(configMap("a", Map.of("k", "v"))).create();
    List<String> events = new CopyOnWriteArrayList<>();
    ResourceEventHandler<ConfigMap> handler =
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(ConfigMap it) {
            events.add("added " + it.getMetadata().getName());
          }

          @Override
          public void onUpdate(ConfigMap old, ConfigMap it) {
            events.add("updated " + it.getMetadata().getName() + " " + it.getData());
          }

          @Override
          public void onDelete(ConfigMap it, boolean finalStateUnknown) {
            events.add("deleted " + it.getMetadata().getName() + " " + finalStateUnknown);
          }
        };
    try (SharedIndexInformer<ConfigMap> informer =
        client.configMaps().withLabel("x", "1").inform(handler)) {
      until(() -> events.size() == 1);
      client.resource(configMap("b", Map.of("k", "v"))).create();
      client.configMaps().withName("b").edit(it -> it.edit().addToData("k", "w").build());
      client.configMaps().withName("a").delete();
      until(() -> events.size() == 4);
      stage.saw("store", informer.getStore().listKeys().stream().sorted().toList());
    }
    stage.saw("events", events);
  }

  private static void leader(KubernetesClient client, Stage stage) throws InterruptedException {
    CountDownLatch leads = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    var elected =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName("contract")
                    .withLock(new LeaseLock(stage.namespace(), "leader", "me"))
                    .withLeaseDuration(Duration.ofSeconds(60))
                    .withRenewDeadline(Duration.ofSeconds(50))
                    .withRetryPeriod(Duration.ofSeconds(10))
                    .withReleaseOnCancel(false)
                    .withLeaderCallbacks(
                        new LeaderCallbacks(leads::countDown, stopped::countDown, it -> {}))
                    .build())
            .build();
    var leading = elected.start();
    stage.saw("leads", leads.await(10, TimeUnit.SECONDS));
    leading.cancel(true);
    stage.saw("stopped", stopped.await(10, TimeUnit.SECONDS));
    stage.saw("holder", client.leases().withName("leader").get().getSpec().getHolderIdentity());
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(ScriptedScenario.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  private static void refused(Stage stage, String step, Runnable call) {
    try {
      call.run();
      stage.saw(step, "was not refused");
    } catch (KubernetesClientException refusal) {
      stage.saw(step, refusal.getCode() + " " + refusal.getStatus().getMessage());
    }
  }

  private static ConfigMap configMap(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("x", "1")
        .endMetadata()
        .withData(data)
        .build();
  }

  private static Deployment deployment(String name, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withImage("i")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static GenericKubernetesResource memcached(String name, int replicas) {
    GenericKubernetesResource memcached = new GenericKubernetesResource();
    memcached.setApiVersion("cache.example.com/v1");
    memcached.setKind("Memcached");
    memcached.setMetadata(new ObjectMetaBuilder().withName(name).build());
    memcached.setAdditionalProperties(Map.of("spec", Map.of("replicas", replicas)));
    return memcached;
  }
}
