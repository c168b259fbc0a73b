package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The namespaces that a watcher is narrowed to change while it runs. */
@RealControlPlane
class NamespacesIT {

  private static final WatcherSettings SETTINGS = WatcherSettings.defaults(1);

  @Test
  void oneComesAndOneGoesAndTheOthersNoticeNothing(ControlPlane plane) throws Exception {
    try (TestMesh admin = new TestMesh(plane)) {
      Widgets widgets = new Widgets(admin.kube(), "narrowed.test").install();
      NamespacedName stays = key(admin, widgets);
      NamespacedName goes = key(admin, widgets);
      NamespacedName comes = key(admin, widgets);
      admin
          .kube()
          .client()
          .resource(
              Widgets.child(
                  widgets.get(comes.namespace(), comes.name()), comes.namespace(), "child"))
          .create();

      try (TestMesh mesh =
          new TestMesh(
              plane.kubeconfig(), SETTINGS.in(List.of(stays.namespace(), goes.namespace())))) {
        TestWorker worker =
            mesh.worker(
                List.of(widgets.declaration("widget")),
                assign ->
                    assign.token().key().equals(goes)
                        ? new TestWorker.Result(new Outcome.LookAgain(20), List.of())
                        : TestWorker.Result.DONE);
        await()
            .untilAsserted(() -> {
              assertThat(worker.begun(stays)).hasSize(1);
              assertThat(worker.begun(goes)).hasSizeGreaterThan(2);
            });
        assertThat(worker.begun(comes)).isEmpty();

        mesh.narrow(List.of(stays.namespace(), comes.namespace()));

        await().untilAsserted(() -> assertThat(worker.begun(comes)).hasSize(1));
        assertThat(worker.begun(comes).getFirst().snapshot().children())
            .as("all kinds come into sight at once")
            .hasSize(1);
        assertThat(
                mesh.ask(
                    new WatcherQuery.GetObject("widget", goes), WatcherAnswer.NoSuchObject.class))
            .returns(goes, WatcherAnswer.NoSuchObject::name);
        assertThat(worker.begun(stays)).as("it has not changed").hasSize(1);
        int before = worker.begun(goes).size();

        edit(widgets, goes);
        edit(widgets, stays);

        await()
            .untilAsserted(() -> assertThat(worker.begun(stays)).anyMatch(NamespacesIT::changed));
        assertThat(worker.begun(comes)).hasSize(1);
        assertThat(worker.begun(goes).size()).as("it is let alone").isLessThanOrEqualTo(before);
        assertThat(widgets.get(goes.namespace(), goes.name()).isMarkedForDeletion()).isFalse();

        int stayed = worker.begun(stays).size();
        mesh.narrow(List.of());

        await().untilAsserted(() -> assertThat(worker.begun(goes)).hasSizeGreaterThan(before + 2));
        assertThat(worker.begun(stays)).hasSize(stayed);
        assertThat(worker.begun(comes)).hasSize(1);
      }
    }
  }

  @Test
  void oneThatMayNotBeReadIsNamedAndTheOthersGoOn(ControlPlane plane) throws Exception {
    try (TestMesh admin = new TestMesh(plane)) {
      Widgets widgets = new Widgets(admin.kube(), "half.test").install();
      NamespacedName may = key(admin, widgets);
      NamespacedName mayNot = key(admin, widgets);
      admin
          .kube()
          .client()
          .resource(
              new ClusterRoleBuilder()
                  .withNewMetadata()
                  .withName("half")
                  .endMetadata()
                  .addNewRule()
                  .withApiGroups("half.test", "")
                  .withResources("widgets", "configmaps")
                  .withVerbs("list", "watch")
                  .endRule()
                  .build())
          .create();
      bind(admin, may.namespace(), may.namespace());

      try (TestMesh mesh =
          new TestMesh(
              plane.kubeconfigFor(may.namespace(), "half"),
              SETTINGS.in(List.of(may.namespace())))) {
        TestWorker worker = mesh.worker(widgets.declaration("widget"));
        await().untilAsserted(() -> assertThat(worker.begun(may)).hasSize(1));

        mesh.narrow(List.of(may.namespace(), mayNot.namespace()));

        await()
            .untilAsserted(() ->
                assertThat(mesh.health().problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.contains("namespace " + mayNot.namespace())));
        edit(widgets, may);
        await().untilAsserted(() -> assertThat(worker.begun(may)).anyMatch(NamespacesIT::changed));
        int before = worker.begun(may).size();

        bind(admin, mayNot.namespace(), may.namespace());

        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() -> assertThat(worker.begun(mayNot)).hasSize(1));
        await().untilAsserted(() -> assertThat(mesh.health().problems()).isEmpty());
        assertThat(worker.begun(may)).hasSize(before);
      }
    }
  }

  private static boolean changed(Assign assign) {
    return assign.reasons().stream()
        .anyMatch(reason -> reason.type() == Reason.Type.PRIMARY_CHANGED);
  }

  /** A widget in a namespace of its own. */
  private static NamespacedName key(TestMesh admin, Widgets widgets) {
    String namespace = Widgets.namespace(admin.kube());
    widgets.create(namespace, "a");
    return new NamespacedName(namespace, "a");
  }

  private static void edit(Widgets widgets, NamespacedName key) {
    widgets.edit(
        key.namespace(),
        key.name(),
        (GenericKubernetesResource now) -> {
          now.setAdditionalProperty("spec", Map.of("size", 2));
          return now;
        });
  }

  private static void bind(TestMesh admin, String namespace, String accountNamespace) {
    admin
        .kube()
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("half")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "half")
                .addNewSubject("", "ServiceAccount", "half", accountNamespace)
                .build())
        .create();
  }
}
