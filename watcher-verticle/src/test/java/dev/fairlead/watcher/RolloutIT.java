package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.watcher.ownership.DeathProbe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers that declare one controller in different ways. */
@RealControlPlane
class RolloutIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static WatcherSettings leased(String namespace) {
    return WatcherSettings.defaults(1).owning(TestMesh.leased(namespace), DeathProbe.NONE);
  }

  @Test
  void theNewestServesOnceItsKindsAreThereAndTheOneBeforeWhenItIsGone(ControlPlane plane)
      throws Exception {
    try (TestMesh mesh = new TestMesh(plane)) {
      Widgets widgets = new Widgets(mesh.kube(), "rollout.test").install();
      Widgets parts = new Widgets(mesh.kube(), "parts.rollout.test");
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName before = new NamespacedName(namespace, "before");
      NamespacedName after = new NamespacedName(namespace, "after");
      mesh.watcher("one", leased(namespace));
      TestWorker old = mesh.worker(widgets.declaration("widget", "1.9", Widgets.CONFIG_MAP));
      widgets.create(namespace, "before");
      await().atMost(PATIENCE).until(() -> !old.begun(before).isEmpty());

      TestWorker fresh =
          mesh.worker(widgets.declaration("widget", "1.10", Widgets.CONFIG_MAP, parts.kind()));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(mesh.health("one").problems())
                  .singleElement()
                  .asString()
                  .startsWith("version 1.10 waits: kind Widget (parts.rollout.test/v1) is not"));
      assertThat(fresh.begun()).isEmpty();

      parts.install();
      await().atMost(PATIENCE).until(() -> !fresh.begun(before).isEmpty());
      int given = old.begun().size();
      widgets.create(namespace, "after");
      await().atMost(PATIENCE).until(() -> !fresh.begun(after).isEmpty());
      assertThat(old.begun()).hasSize(given);
      assertThat(mesh.health("one").problems()).isEmpty();

      mesh.stop(fresh);
      await().atMost(PATIENCE).until(() -> !old.begun(after).isEmpty());
    }
  }

  @Test
  void oneVersionDeclaredInTwoWaysIsNamed(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane)) {
      Widgets widgets = new Widgets(mesh.kube(), "contradiction.test").install();
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");
      mesh.watcher("one", leased(namespace));
      TestWorker first = mesh.worker(widgets.declaration("widget", "1", Widgets.CONFIG_MAP));
      widgets.create(namespace, "a");
      await().atMost(PATIENCE).until(() -> !first.begun(key).isEmpty());

      TestWorker second = mesh.worker(widgets.declaration("widget", "1"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(mesh.health("one").problems())
                  .containsExactly(
                      "version 1 of widget is declared in two ways, and the workers of the later"
                          + " one get no work: give every build a version of its own"));
      assertThat(second.begun()).isEmpty();
    }
  }
}
