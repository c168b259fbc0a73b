package dev.fairlead.testkit.children;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Order, readiness and the end of children, on the sandbox. */
@FairleadTest(SiteReconciler.class)
class SiteTest {

  private static final String SITE =
      """
      apiVersion: web.example.com/v1
      kind: Site
      metadata: {name: shop}
      spec: {title: "%s", tier: "%s"}
      """;

  @Test
  void theWebServerComesWhenTheDatabaseIsReadyAndGoesBeforeIt(TestCluster cluster) {
    cluster.apply(SITE.formatted("Shop", "web"));

    Deployment web = cluster.await(Deployment.class, "shop-web");
    Deployment database = cluster.get(Deployment.class, "shop-database");
    assertThat(database.getStatus().getAvailableReplicas()).isEqualTo(1);
    assertThat(web.getMetadata().getAnnotations()).containsEntry("fairlead.dev/order", "2");
    cluster.awaitCondition(Site.class, "shop", "Ready", "True");

    hold(cluster, "shop-web");
    cluster.delete(Site.class, "shop");
    cluster.await(
        Deployment.class,
        "shop-web",
        "is being deleted",
        it -> it.getMetadata().getDeletionTimestamp() != null);
    Site going =
        cluster.await(Site.class, "shop", "is being deleted", it -> it.isMarkedForDeletion());
    cluster.awaitQuiet();
    assertThat(cluster.get(Deployment.class, "shop-database").isMarkedForDeletion()).isFalse();
    assertThat(cluster.why(going)).contains("shop-web is gone");

    letGo(cluster, "shop-web");
    cluster.awaitGone(Site.class, "shop");
    cluster.awaitGone(Deployment.class, "shop-database");
    ConfigMap data = cluster.get(ConfigMap.class, "shop-data");
    assertThat(data.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(data.getMetadata().getAnnotations()).isNullOrEmpty();

    cluster.apply(SITE.formatted("Shop", "web"));
    cluster.awaitCondition(Site.class, "shop", "Ready", "True");
    assertThat(cluster.get(ConfigMap.class, "shop-data").getMetadata().getOwnerReferences())
        .hasSize(1);
  }

  @Test
  void whatIsWaitedForIsTold(TestCluster cluster) {
    cluster.apply(
        new ConfigMapBuilder().withNewMetadata().withName("shop-settings").endMetadata().build());
    cluster.apply(SITE.formatted("Shop", "web"));

    Site site = cluster.awaitCondition(Site.class, "shop", "Ready", "False");
    assertThat(cluster.why(site)).contains("shop-settings", "left alone", "Child.adopt");
    assertThat(cluster.find(Deployment.class, "shop-database")).isEmpty();

    cluster.delete(ConfigMap.class, "shop-settings");
    cluster.apply(SITE.formatted("New shop", "web"));
    cluster.awaitCondition(Site.class, "shop", "Ready", "True");
    assertThat(cluster.find(Service.class, "shop-web")).isPresent();
  }

  @Test
  void anotherSelectorMakesItAnew(TestCluster cluster) {
    cluster.apply(SITE.formatted("Shop", "web"));
    String first = cluster.await(Deployment.class, "shop-web").getMetadata().getUid();

    cluster.apply(SITE.formatted("Shop", "front"));

    cluster.await(
        Deployment.class, "shop-web", "is another", it -> !it.getMetadata().getUid().equals(first));
    cluster.awaitCondition(Site.class, "shop", "Ready", "True");
  }

  @Test
  void anotherSettingRollsThePods(TestCluster cluster) {
    cluster.apply(SITE.formatted("Shop", "web"));
    String first = hash(cluster.await(Deployment.class, "shop-web"));

    cluster.apply(SITE.formatted("New shop", "web"));

    cluster.await(Deployment.class, "shop-web", "is rolled", it -> !hash(it).equals(first));
  }

  @Test
  void aDryRunTellsWhatItWouldDo(TestCluster cluster) {
    cluster.apply(SITE.formatted("Shop", "web"));
    cluster.await(Deployment.class, "shop-web");
    cluster.awaitCondition(Site.class, "shop", "Ready", "True");

    annotate(cluster, "\"true\"");
    Site site = cluster.apply(dry("New shop"));
    cluster.awaitQuiet();
    assertThat(cluster.why(site))
        .startsWith("Dry run: would update configmaps default/shop-settings (data.title)")
        .contains("take the annotation fairlead.dev/dry-run off");
    assertThat(cluster.get(ConfigMap.class, "shop-settings").getData())
        .containsEntry("title", "Shop");

    annotate(cluster, "null");
    cluster.await(
        ConfigMap.class,
        "shop-settings",
        "has the new title",
        it -> it.getData().containsValue("New shop"));
  }

  private static Site dry(String title) {
    Site site = new Site();
    site.getMetadata().setName("shop");
    site.getMetadata().setAnnotations(Map.of("fairlead.dev/dry-run", "true"));
    site.setSpec(new Site.Spec(title, "web"));
    return site;
  }

  private static void annotate(TestCluster cluster, String dry) {
    patch(
        cluster,
        Site.class,
        "shop",
        "{\"metadata\":{\"annotations\":{\"fairlead.dev/dry-run\":%s}}}".formatted(dry));
  }

  private static String hash(Deployment web) {
    return web.getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .getOrDefault("web.example.com/settings", "");
  }

  private static void hold(TestCluster cluster, String name) {
    patch(
        cluster, Deployment.class, name, "{\"metadata\":{\"finalizers\":[\"example.com/slow\"]}}");
  }

  private static void letGo(TestCluster cluster, String name) {
    patch(cluster, Deployment.class, name, "{\"metadata\":{\"finalizers\":null}}");
  }

  /** Whatever else is written meanwhile. */
  private static void patch(
      TestCluster cluster, Class<? extends HasMetadata> type, String name, String patch) {
    cluster
        .client()
        .resources(type)
        .inNamespace("default")
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
