package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ExplainView;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is missing, taken away or killed: it is named, nothing is dispatched, all comes back. */
@RealControlPlane(exclusive = true)
class DisruptionIT {

  private static final WatcherSettings SETTINGS = WatcherSettings.defaults(1);

  @Test
  void aMissingKindIsNamedAndTakenUpWhenItIsInstalled(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets late = new Widgets(mesh.kube(), "late.test");
      Widgets there = new Widgets(mesh.kube(), "there.test").install();
      TestWorker worker = mesh.worker(late.declaration("late"), there.declaration("there"));
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");

      await()
          .untilAsserted(() ->
              assertThat(mesh.health().problems())
                  .containsExactly(
                      "kind Widget (late.test/v1) is not installed: apply its"
                          + " CustomResourceDefinition, or start with --install-crds"));
      there.create(namespace, "a");
      await().untilAsserted(() -> assertThat(worker.begun(key)).as("others go on").hasSize(1));
      assertThat(mesh.health().synced(Set.of("there"))).isTrue();
      assertThat(mesh.health().synced(Set.of("late"))).isFalse();

      late.install();
      await().until(() -> mesh.health().synced(Set.of("late", "there")));
      assertThat(mesh.health().problems()).isEmpty();
      late.create(namespace, "b");
      await()
          .untilAsserted(
              () -> assertThat(worker.begun(new NamespacedName(namespace, "b"))).hasSize(1));
    }
  }

  @Test
  void aMissingPermissionIsNamedAndNothingIsDispatchedUntilItIsGranted(ControlPlane plane)
      throws Exception {
    String namespace;
    Path limited;
    try (TestMesh admin = new TestMesh(plane, SETTINGS)) {
      namespace = Widgets.namespace(admin.kube());
      limited = plane.kubeconfigFor(namespace, "limited");
      Widgets widgets = new Widgets(admin.kube(), "permitted.test").install();
      widgets.create(namespace, "a");
      bind(admin, namespace, "limited");
      admin.kube().client().resource(role("limited", "permitted.test", "widgets")).create();
      NamespacedName key = new NamespacedName(namespace, "a");

      try (TestMesh mesh = new TestMesh(limited, SETTINGS)) {
        TestWorker worker = mesh.worker(widgets.declaration("widget"));
        String sentence =
            "missing permission: ServiceAccount "
                + namespace
                + "/limited may not watch configmaps in all namespaces; grant it list and watch";
        await().untilAsserted(() -> assertThat(mesh.health().problems()).containsExactly(sentence));
        await()
            .ignoreExceptions()
            .untilAsserted(() -> {
              ExplainView why = mesh.explain("widget", key);
              assertThat(why.cause()).isEqualTo("MissingPermission");
              assertThat(why.blockedBy()).containsExactly(sentence);
            });
        assertThat(worker.begun()).isEmpty();

        admin
            .kube()
            .client()
            .resource(role("limited", "permitted.test", "widgets", "", "configmaps"))
            .update();
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() -> assertThat(worker.begun(key)).hasSize(1));
        assertThat(mesh.health().problems()).isEmpty();

        admin.kube().client().resource(role("limited", "permitted.test", "widgets")).update();
        plane.stopApiServer();
        plane.startApiServer();
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() -> assertThat(mesh.health().problems()).contains(sentence));
        assertThat(mesh.health().synced(Set.of("widget"))).isFalse();
        widgets.create(namespace, "b");
        admin
            .kube()
            .client()
            .resource(role("limited", "permitted.test", "widgets", "", "configmaps"))
            .update();
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(
                () -> assertThat(worker.begun(new NamespacedName(namespace, "b"))).hasSize(1));
      }
    }
  }

  @Test
  void anApiServerThatIsKilledAndComesBackIsFollowedAgain(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "restart.test").install();
      TestWorker worker = mesh.worker(widgets.declaration("widget"));
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName before = new NamespacedName(namespace, "a");
      widgets.create(namespace, "a");
      await().untilAsserted(() -> assertThat(worker.begun(before)).hasSize(1));

      plane.killApiServer();
      await()
          .untilAsserted(() ->
              assertThat(mesh.health().problems())
                  .anyMatch(problem -> problem.startsWith("the API server cannot be reached")));
      plane.startApiServer();
      widgets.create(namespace, "b");

      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(worker.begun(new NamespacedName(namespace, "b")))
                  .singleElement()
                  .satisfies(assign ->
                      assertThat(assign.reasons())
                          .contains(Reason.of(Reason.Type.PRIMARY_ADDED, ""))));
      assertThat(worker.begun(before)).as("nothing had changed").hasSize(1);
      await().untilAsserted(() -> assertThat(mesh.health().problems()).isEmpty());
    }
  }

  private static void bind(TestMesh admin, String namespace, String account) {
    admin
        .kube()
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", account)
                .addNewSubject("", "ServiceAccount", account, namespace)
                .build())
        .create();
  }

  /** May read these; groups and resources in turn. */
  private static ClusterRole role(String name, String... groupsAndResources) {
    ClusterRoleBuilder role =
        new ClusterRoleBuilder().withNewMetadata().withName(name).endMetadata();
    for (int at = 0; at < groupsAndResources.length; at += 2) {
      role.addNewRule()
          .withApiGroups(groupsAndResources[at])
          .withResources(groupsAndResources[at + 1])
          .withVerbs(List.of("get", "list", "watch"))
          .endRule();
    }
    return role.build();
  }
}
