package dev.fairlead.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.controller.OperatorCode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mappings and predicates in Java, over metadata alone, on a real API server. */
@RealControlPlane
class OperatorCodeIT {

  private static final WatcherSettings SETTINGS = WatcherSettings.defaults(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the label {@code tunes}; what matters is the label {@code speed}. */
  private static final OperatorCode CODE =
      (declaration, kind) ->
          Optional.of(json -> {
            JsonNode metadata = read(json).path("metadata");
            JsonNode labels = metadata.path("labels");
            return new OperatorCode.Said(
                labels.has("tunes")
                    ? List.of(
                        new NamespacedName(
                            metadata.path("namespace").asText(), labels.path("tunes").asText()))
                    : List.of(),
                Optional.of(labels.path("speed").asText()));
          });

  @Test
  void aControllerThatNeedsJavaOfAnotherProgramIsRefusedByName(ControlPlane plane)
      throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "refused-code.test").install();
      TestWorker worker = mesh.worker(tuned(widgets));
      widgets.create(Widgets.namespace(mesh.kube()), "a");

      await()
          .untilAsserted(() ->
              assertThat(mesh.health().problems())
                  .singleElement()
                  .asString()
                  .startsWith(
                      "controller widget (1) asks its Java class x.Tunes about every ConfigMap")
                  .contains("run the watcher role from the same operator jar"));
      assertThat(worker.begun()).isEmpty();
    }
  }

  @Test
  void whatItSaysDecidesWhoIsCalledAndWhatIsShown(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS.knowing(CODE))) {
      Widgets widgets = new Widgets(mesh.kube(), "own-code.test").install();
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName a = new NamespacedName(namespace, "a");
      TestWorker worker = mesh.worker(tuned(widgets));
      widgets.create(namespace, "a");
      await().untilAsserted(() -> assertThat(worker.begun(a)).hasSize(1));

      tune(mesh, namespace, "slow", "1");
      await()
          .untilAsserted(() ->
              assertThat(details(worker.begun(a))).anyMatch(it -> it.endsWith("tuning appeared")));
      ObservedObject shown = worker.begun(a).getLast().snapshot().reads().getFirst();
      assertThat(new String(shown.frame().json(), UTF_8))
          .startsWith("{\"metadata\":{")
          .doesNotContain("\"data\"");

      tune(mesh, namespace, "slow", "2");
      tune(mesh, namespace, "fast", "2");
      await()
          .untilAsserted(() ->
              assertThat(details(worker.begun(a))).anyMatch(it -> it.endsWith("tuning changed")));
      assertThat(worker.begun(a)).as("the change of the data alone called nobody").hasSize(3);
    }
  }

  private static Declaration tuned(Widgets widgets) {
    Declaration plain = widgets.declaration("widget", "1");
    return new Declaration(
        plain.controller(),
        plain.version(),
        plain.primary(),
        List.of(),
        List.of(
            new WatchedKind(
                new GroupVersionKind("", "v1", "ConfigMap"),
                new KeyMapping.Code("x.Tunes"),
                "",
                "",
                false,
                "x.Speed",
                true,
                List.of())),
        plain.readyCondition(),
        plain.namespaces(),
        plain.deadline(),
        plain.resync(),
        plain.workersMax());
  }

  private static void tune(TestMesh mesh, String namespace, String speed, String data) {
    mesh.kube()
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("tuning")
                .addToLabels("tunes", "a")
                .addToLabels("speed", speed)
                .endMetadata()
                .withData(Map.of("n", data))
                .build())
        .serverSideApply();
  }

  private static List<String> details(List<Assign> assigned) {
    return assigned.stream()
        .flatMap(assign -> assign.reasons().stream())
        .map(Reason::detail)
        .toList();
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
