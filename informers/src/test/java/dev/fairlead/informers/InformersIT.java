package dev.fairlead.informers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.Backup;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.mapping.Lookup;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Informers in the classic style, on a real API server. */
@RealControlPlane(exclusive = true)
class InformersIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** More writes than those of an API server that starts: it is not as far again by then. */
  private static final int WRITES = 500;

  /** Writes down what it is told. */
  private static final class Diary implements ResourceEventHandler<ConfigMap> {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Override
    public void onAdd(ConfigMap map, boolean isInInitialList) {
      told.add((isInInitialList ? "there: " : "added: ") + text(map));
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap now) {
      told.add("updated: " + text(before) + " to " + text(now));
    }

    @Override
    public void onDelete(ConfigMap last, boolean finalStateUnknown) {
      told.add((finalStateUnknown ? "vanished: " : "deleted: ") + text(last));
    }

    private static String text(ConfigMap map) {
      return map.getMetadata().getName() + "=" + map.getData().get("n");
    }
  }

  private KubeConnection kube;
  private KubernetesClient client;
  private String namespace;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    kube = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()));
    client = kube.client();
    namespace =
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("informers-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
  }

  @AfterEach
  void disconnect() {
    kube.close();
  }

  @Test
  void handlersAreToldAndIndexesFind() throws Exception {
    write("a", "1", "edge");
    Diary diary = new Diary();
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<ConfigMap> maps =
          informers
              .informer(ConfigMap.class)
              .in(namespace)
              .labelled("tier")
              .index("byNumber", map -> List.of(map.getData().get("n")))
              .handler(diary)
              .start();
      maps.awaitSynced(SOON);
      assertThat(maps.hasSynced()).isTrue();

      await().untilAsserted(() -> assertThat(diary.told).containsExactly("there: a=1"));
      write("b", "2", "core");
      await().untilAsserted(() -> assertThat(diary.told).contains("added: b=2"));
      write("a", "3", "edge");
      await().untilAsserted(() -> assertThat(diary.told).contains("updated: a=1 to a=3"));

      assertThat(names(maps.indexer().byIndex("byNumber", "3"))).containsExactly("a");
      assertThat(names(maps.lister().list(namespace, "tier in (core)"))).containsExactly("b");
      assertThat(maps.indexer().byIndex("byNumber", "1")).isEmpty();
      assertThatThrownBy(() -> maps.indexer().byIndex("byName", "a"))
          .hasMessage("there is no index byName; there are [byNumber]");
      assertThat(names(maps.lister().list(""))).containsExactly("a", "b");
      assertThat(maps.lister().get(namespace, "none")).isEmpty();
      assertThat(maps.lastSyncResourceVersion()).isNotEmpty();

      client.configMaps().inNamespace(namespace).withName("b").delete();
      await().untilAsserted(() -> assertThat(diary.told).contains("deleted: b=2"));
    }
  }

  @Test
  void aHandlerThatThrowsHarmsNoOther() throws Exception {
    Diary diary = new Diary();
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<ConfigMap> maps =
          informers
              .informer(ConfigMap.class)
              .in(namespace)
              .labelled("tier")
              .handler(
                  new ResourceEventHandler<ConfigMap>() {
                    @Override
                    public void onAdd(ConfigMap map, boolean isInInitialList) {
                      throw new IllegalStateException("of the test");
                    }
                  })
              .handler(diary)
              .start();
      maps.awaitSynced(SOON);
      write("a", "1", "edge");
      write("b", "1", "edge");

      await().untilAsserted(() -> assertThat(diary.told).containsOnly("added: a=1", "added: b=1"));
      await().untilAsserted(() -> assertThat(maps.handlerFailures()).isEqualTo(2));
    }
  }

  @Test
  void anObjectThatAnIndexDoesNotTakeIsAProblemAndNothingElse() throws Exception {
    write("odd", "x", "edge");
    write("fine", "1", "edge");
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<ConfigMap> maps =
          informers
              .informer(ConfigMap.class)
              .in(namespace)
              .labelled("tier")
              .index(
                  "byNumber",
                  map -> List.of(Integer.toString(Integer.parseInt(map.getData().get("n")))))
              .start();
      maps.awaitSynced(SOON);

      assertThat(names(maps.lister().list(""))).containsExactly("fine");
      assertThat(maps.problems())
          .singleElement()
          .asString()
          .contains(namespace + "/odd cannot be decoded and is passed over")
          .contains("NumberFormatException");
      write("odd", "2", "edge");
      await().untilAsserted(() -> assertThat(names(maps.lister().list(""))).contains("odd"));
      assertThat(maps.problems()).isEmpty();
    }
  }

  @Test
  void aResyncTellsEverythingAgainAndAStopEndsIt() throws Exception {
    write("a", "1", "edge");
    Diary diary = new Diary();
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<ConfigMap> maps =
          informers
              .informer(ConfigMap.class)
              .in(namespace)
              .labelled("tier")
              .resync(Duration.ofMillis(200))
              .handler(diary)
              .start();
      await().untilAsserted(() -> assertThat(diary.told).contains("updated: a=1 to a=1"));

      maps.close();
      int told = diary.told.size();
      write("a", "2", "edge");
      try (SharedInformer<ConfigMap> other =
          informers.informer(ConfigMap.class).in(namespace).labelled("tier").start()) {
        other.awaitSynced(SOON);
        assertThat(other.lister().get(namespace, "a"))
            .map(map -> map.getData().get("n"))
            .contains("2");
      }
      assertThat(diary.told).hasSize(told);
    }
  }

  @Test
  void kindsNeedNoClassAndNamesLeadToKinds() throws Exception {
    write("a", "1", "edge");
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<GenericKubernetesResource> maps =
          informers
              .informer("v1", "ConfigMap")
              .in(namespace)
              .labelled("tier")
              .metadataOnly()
              .start();
      maps.awaitSynced(SOON);

      GenericKubernetesResource map = maps.lister().get(namespace, "a").orElseThrow();
      assertThat(map.getKind()).isEqualTo("ConfigMap");
      assertThat(map.getMetadata().getLabels()).containsEntry("tier", "edge");
      assertThat(map.getAdditionalProperties()).doesNotContainKey("data");
      assertThat(informers.restMapper().find("deploy"))
          .isInstanceOfSatisfying(
              Lookup.Found.class,
              found -> assertThat(found.resource().kind().kind()).isEqualTo("Deployment"));
      assertThatThrownBy(() -> informers.informer("x.test/v1", "Absent").start())
          .isInstanceOf(InformerException.class)
          .hasMessageContaining("kind Absent (x.test/v1) is not installed");
    }
  }

  @Test
  void aListThatHidesADeletionTellsItAllTheSame(ControlPlane plane) throws Exception {
    write("kept", "1", "edge");
    Diary diary = new Diary();
    try (Informers informers = Informers.of(kube)) {
      SharedInformer<ConfigMap> maps =
          informers.informer(ConfigMap.class).in(namespace).labelled("tier").handler(diary).start();
      maps.awaitSynced(SOON);
      Backup backup = plane.backUp();
      write("undone", "1", "edge");
      for (int number = 2; number < WRITES; number++) {
        write("undone", Integer.toString(number), "edge");
      }
      await()
          .untilAsserted(
              () -> assertThat(diary.told).anyMatch(it -> it.startsWith("added: undone=")));

      plane.restore(backup);

      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> assertThat(diary.told).anyMatch(it -> it.startsWith("vanished: undone=")));
      assertThat(names(maps.lister().list(""))).containsExactly("kept");
    }
  }

  private void write(String name, String number, String tier) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("tier", tier)
                .endMetadata()
                .withData(Map.of("n", number))
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(it -> it.getMetadata().getName()).toList();
  }
}
