package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.watcher.ownership.DeathProbe;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several watchers, one Lease, on a real API server. */
@RealControlPlane
class OwnershipIT {

  private ControlPlane plane;
  private TestMesh mesh;
  private Widgets widgets;
  private String namespace;
  private TestWorker worker;

  @BeforeEach
  void start(ControlPlane given) throws Exception {
    plane = given;
    mesh = new TestMesh(plane);
    widgets = new Widgets(mesh.kube(), "ownership.test").install();
    namespace = Widgets.namespace(mesh.kube());
    worker = mesh.worker(widgets.declaration("widget"));
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  private WatcherSettings settings(DeathProbe deaths) {
    return WatcherSettings.defaults(1).owning(TestMesh.leased(namespace), deaths);
  }

  private Lease lease() {
    return mesh.kube().client().leases().inNamespace(namespace).withName("widget.1.0").get();
  }

  private void awaitReconciled(String name) {
    NamespacedName key = new NamespacedName(namespace, name);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(worker.begun(key)).isNotEmpty());
  }

  private void awaitOwner(String watcher) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(partition(watcher).owner()).isEqualTo(watcher));
  }

  private PartitionView partition(String watcher) {
    return mesh.ask(
            watcher, new WatcherQuery.GetController("widget"), WatcherAnswer.Controllers.class)
        .partitions()
        .getFirst();
  }

  @Test
  void oneOwnsAndTheLeaseTellsEverything() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");

    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");
    assertThat(lease().getSpec().getLeaseTransitions()).isEqualTo(1);
    assertThat(lease().getMetadata().getAnnotations().get("fairlead.dev/ownership"))
        .contains("\"state\":\"held\"", "\"roster\":[\"worker-1\"]");
    assertThat(partition("one"))
        .returns("one", PartitionView::owner)
        .returns(1L, PartitionView::epoch);
  }

  @Test
  void whoLeavesHandsOver() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");
    mesh.watcher("two", settings(DeathProbe.NONE));
    await().ignoreExceptions().until(() -> partition("two").synced());

    mesh.stop("one");

    widgets.create(namespace, "b");
    awaitReconciled("b");
    assertThat(partition("two"))
        .returns("two", PartitionView::owner)
        .returns(2L, PartitionView::epoch);
    assertThat(lease().getSpec().getLeaseTransitions()).isEqualTo(2);
  }

  @Test
  void whoIsProvenDeadIsSucceededAtOnce() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");
    mesh.watcher("two", settings((_, proven) -> proven.run()));
    await().ignoreExceptions().until(() -> partition("two").synced());

    mesh.silence("one");
    mesh.suspect("two", "one");

    awaitOwner("two");
    widgets.create(namespace, "b");
    awaitReconciled("b");
  }

  @Test
  void whoIsSilentIsSucceededWhenTheLeaseHasExpired() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");
    mesh.watcher("two", settings(DeathProbe.NONE));
    await().ignoreExceptions().until(() -> partition("two").synced());

    mesh.silence("one");

    awaitOwner("two");
    widgets.create(namespace, "b");
    awaitReconciled("b");
  }

  @Test
  void aLeaseOfSomebodyElseIsLeftAloneAndReported() throws Exception {
    mesh.kube()
        .client()
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("widget.1.0")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("somebody")
                .endSpec()
                .build())
        .create();
    mesh.watcher("one", settings(DeathProbe.NONE));

    await()
        .untilAsserted(() ->
            assertThat(mesh.health("one").problems())
                .anyMatch(problem ->
                    problem.contains(namespace + "/widget.1.0 was not written by Fairlead")));
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("somebody");

    mesh.kube().client().leases().inNamespace(namespace).withName("widget.1.0").delete();
    widgets.create(namespace, "a");
    awaitReconciled("a");
    await().untilAsserted(() -> assertThat(mesh.health("one").problems()).isEmpty());
  }

  /** Whoever comes second is told by the Lease of the first, whom it leaves alone. */
  @Test
  void aControllerThatIsAnotherMeshsIsLeftAloneAndReported() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");
    OwnershipSettings.Leased leased = TestMesh.leased(namespace);
    mesh.watcher(
        "two",
        WatcherSettings.defaults(1)
            .owning(
                new OwnershipSettings.Leased(namespace, "armada", leased.elector()),
                DeathProbe.NONE));

    await()
        .untilAsserted(() ->
            assertThat(mesh.health("two").problems())
                .anyMatch(problem ->
                    problem.contains(
                        "/widget.1.0 belongs to the mesh fairlead, and this is armada: a"
                            + " controller can run in one mesh only")));
    assertThat(mesh.health("one").problems()).isEmpty();
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");
  }

  @Test
  void controllersThatAreWholeAreSpreadOverTheWatchers() throws Exception {
    List<String> controllers = List.of("gadget", "gear", "gizmo", "widget");
    mesh.worker(controllers.stream().map(widgets::declaration).toArray(Declaration[]::new));
    mesh.watcher("one", settings(DeathProbe.NONE));
    awaitHolders(controllers, Map.of("one", 4L));

    mesh.watcher("two", settings(DeathProbe.NONE));
    awaitHolders(controllers, Map.of("one", 2L, "two", 2L));

    mesh.stop("one");
    awaitHolders(controllers, Map.of("two", 4L));
  }

  private void awaitHolders(List<String> controllers, Map<String, Long> each) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(
                    mesh.kube().client().leases().inNamespace(namespace).list().getItems().stream()
                        .filter(lease ->
                            controllers.contains(
                                lease.getMetadata().getLabels().get("fairlead.dev/controller")))
                        .map(lease -> String.valueOf(lease.getSpec().getHolderIdentity()))
                        .collect(Collectors.groupingBy(holder -> holder, Collectors.counting())))
                .isEqualTo(each));
  }

  @Test
  void aDeletedLeaseIsTakenAnew() throws Exception {
    mesh.watcher("one", settings(DeathProbe.NONE));
    widgets.create(namespace, "a");
    awaitReconciled("a");

    mesh.kube().client().leases().inNamespace(namespace).withName("widget.1.0").delete();

    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(lease().getSpec().getLeaseTransitions()).isEqualTo(2));
    widgets.create(namespace, "b");
    awaitReconciled("b");
    assertThat(List.of(partition("one").epoch())).containsExactly(2L);
  }
}
