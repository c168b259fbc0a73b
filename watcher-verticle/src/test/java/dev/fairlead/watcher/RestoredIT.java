package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.Backup;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An API server that is restored from a backup begins a new era. */
@RealControlPlane(exclusive = true)
class RestoredIT {

  /** More writes than those of an API server that starts: it is not as far again by then. */
  private static final int WRITES = 500;

  @Test
  void whatWasUndoneIsForgottenAndTheRestIsReconciledAnew(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, WatcherSettings.defaults(1))) {
      Widgets widgets = new Widgets(mesh.kube(), "restored.test").install();
      TestWorker worker = mesh.worker(widgets.declaration("widget"));
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName kept = new NamespacedName(namespace, "kept");
      NamespacedName undone = new NamespacedName(namespace, "undone");
      widgets.create(namespace, "kept");
      await().untilAsserted(() -> assertThat(worker.begun(kept)).hasSize(1));

      Backup backup = plane.backUp();
      widgets.create(namespace, "undone");
      await().untilAsserted(() -> assertThat(worker.begun(undone)).hasSize(1));
      for (int write = 0; write < WRITES; write++) {
        String number = Integer.toString(write);
        widgets.edit(
            namespace,
            "undone",
            widget -> {
              widget.getMetadata().getLabels().put("write", number);
              return widget;
            });
      }
      plane.restore(backup);

      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(worker.begun(kept))
                  .flatExtracting(Assign::reasons)
                  .extracting(Reason::detail)
                  .contains("the API server was restored from a backup"));
      assertThat(mesh.health().synced(Set.of("widget"))).isTrue();
      String uid = widgets.create(namespace, "undone").getMetadata().getUid();
      await()
          .untilAsserted(() ->
              assertThat(worker.begun(undone).getLast().snapshot().primary())
                  .map(primary -> primary.metadata().uid())
                  .contains(uid));
    }
  }
}
