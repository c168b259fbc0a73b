package dev.fairlead.operators.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;

/** The operator in a whole mesh, on the sandbox. */
@FairleadTest(AppReconciler.class)
class AppOperatorTest {

  private static final String SHOP =
      """
      apiVersion: app.example.com/v1
      kind: Deployment
      metadata: {name: shop}
      spec: {replicas: 2, image: "nginx:1.27", ports: %s}
      """;

  @Test
  void anAppBecomesAvailableAndIsToldFromItsChild(TestCluster cluster) {
    cluster.apply(SHOP.formatted("[{name: http, port: 80, targetPort: 8080}]"));

    App shop = cluster.awaitCondition(App.class, "shop", "Available", "True");

    assertThat(cluster.children(shop, Deployment.class))
        .singleElement()
        .satisfies(it -> assertThat(it.getApiVersion()).isEqualTo("apps/v1"));
    assertThat(cluster.children(shop, Service.class)).hasSize(1);
    cluster.awaitQuiet();
    assertThat(cluster.why(shop)).startsWith("All is as desired");
  }

  @Test
  void withItsLastPortTheServiceGoes(TestCluster cluster) {
    cluster.apply(SHOP.formatted("[{port: 80}]"));
    cluster.await(Service.class, "shop");

    cluster.apply(SHOP.formatted("[]"));

    cluster.awaitGone(Service.class, "shop");
    cluster.await(Deployment.class, "shop");
  }

  @Test
  void bothGoWithIt(TestCluster cluster) {
    cluster.apply(SHOP.formatted("[{port: 80}]"));
    cluster.await(Service.class, "shop");
    cluster.await(Deployment.class, "shop");

    assertThat(cluster.delete(App.class, "shop")).isTrue();

    cluster.awaitGone(App.class, "shop");
    cluster.awaitGone(Deployment.class, "shop");
    cluster.awaitGone(Service.class, "shop");
  }
}
