package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Several controllers in one process: two of one kind, in versions of their own, and a
 * cluster-scoped one.
 */
@FairleadTest({
  VersionsTest.OfOne.class,
  VersionsTest.OfTwo.class,
  VersionsTest.Typed.class,
  VersionsTest.OfNamespaces.class
})
class VersionsTest {

  private static Desired note(HasMetadata primary, String by, String namespace) {
    return Desired.children(
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("%s-%s".formatted(by, primary.getMetadata().getName()))
            .withNamespace(namespace)
            .endMetadata()
            .addToData("version", primary.getApiVersion())
            .build());
  }

  /** As it was. */
  @Group("sea.example.com")
  @Version(value = "v1", storage = false)
  @Kind("Ship")
  public static final class OldShip extends CustomResource<Map<String, String>, Void>
      implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  /** As it is. */
  @Group("sea.example.com")
  @Version("v2")
  @Kind("Ship")
  public static final class Ship extends CustomResource<Map<String, String>, Void>
      implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  @Controller(name = "one", workers = 1)
  @Owns(ConfigMap.class)
  static final class OfOne implements Reconciler<OldShip> {
    @Override
    public Result reconcile(Observed<OldShip> observed, Context context) {
      return note(observed.primary(), "one", observed.primary().getMetadata().getNamespace());
    }
  }

  @Controller(name = "two", workers = 2)
  @Owns(ConfigMap.class)
  static final class OfTwo implements Reconciler<Ship> {
    @Override
    public Result reconcile(Observed<Ship> observed, Context context) {
      return note(observed.primary(), "two", observed.primary().getMetadata().getNamespace());
    }
  }

  @Controller(name = "typed", ready = "Noted")
  @Owns(ConfigMap.class)
  static final class Typed implements Reconciler<Memcached> {
    @Override
    public Result reconcile(Observed<Memcached> observed, Context context) {
      return note(observed.primary(), "typed", observed.primary().getMetadata().getNamespace());
    }
  }

  /** A namespace is cluster-scoped; what it owns is within it. */
  @Controller(name = "namespaces", labelSelector = "noted")
  @Owns(ConfigMap.class)
  static final class OfNamespaces implements Reconciler<Namespace> {
    @Override
    public Result reconcile(Observed<Namespace> observed, Context context) {
      return note(observed.primary(), "namespace", observed.primary().getMetadata().getName());
    }
  }

  @Test
  void eachSeesItsOwnVersionAndScope(TestCluster cluster) {
    cluster.apply(
        "{apiVersion: sea.example.com/v2, kind: Ship, metadata: {name: a}, spec: {flag: x}}");
    cluster.apply(
        "{apiVersion: cache.example.com/v1, kind: Memcached, metadata: {name: a},"
            + " spec: {replicas: 1}}");
    cluster.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: noted, labels: {noted: \"yes\"}}}");

    assertThat(noted(cluster, "one-a")).isEqualTo("sea.example.com/v1");
    assertThat(noted(cluster, "two-a")).isEqualTo("sea.example.com/v2");
    assertThat(noted(cluster, "typed-a")).isEqualTo("cache.example.com/v1");
    assertThat(noted(cluster.in("noted"), "namespace-noted")).isEqualTo("v1");
  }

  private static String noted(TestCluster cluster, String name) {
    return cluster.await(ConfigMap.class, name).getData().getOrDefault("version", "");
  }
}
