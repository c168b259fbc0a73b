package dev.fairlead.kube.stream;

import static dev.fairlead.kube.Cluster.CONFIG_MAPS;
import static dev.fairlead.kube.Cluster.configMap;
import static dev.fairlead.kube.Cluster.configMapRef;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealControlPlane
class ListerWatcherIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  private Cluster.Connected cluster;
  private KubeConnection connection;
  private String namespace;
  private Selection configMaps;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    cluster = Cluster.connect(plane);
    connection = cluster.connection();
    namespace = Cluster.namespace(connection);
    // The controller manager puts its own ConfigMap into every namespace.
    configMaps = Selection.of(CONFIG_MAPS).in(namespace).where("metadata.name!=kube-root-ca.crt");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private ObservedObject create(String name, String value) throws InterruptedException {
    WriteResult result =
        connection.writer().create(CONFIG_MAPS, configMap(namespace, name, value), "fairlead.test");
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).object();
  }

  private static List<String> names(List<StreamEvent> events) {
    return events.stream()
        .filter(StreamEvent.Added.class::isInstance)
        .map(event -> ((StreamEvent.Added) event).object().name().name())
        .toList();
  }

  @Test
  void listsInPagesAsOneSet() throws Exception {
    for (int n = 0; n < 7; n++) {
      create("c" + n, "v");
    }
    cluster.calls().clear();
    ListerWatcher paging = connection.stream().with(StreamLimits.DEFAULT.withPageSize(3));

    List<StreamEvent> events =
        new RunningStream(paging.list(configMaps, ResourceVersion.NONE)).all();

    assertThat(names(events))
        .containsExactlyElementsOf(IntStream.range(0, 7).mapToObj(n -> "c" + n).toList());
    assertThat(events.getLast()).isInstanceOf(StreamEvent.Synced.class);
    assertThat(cluster.calls()).extracting(Call::verb).containsExactly("list", "list", "list");
    ObservedObject first = ((StreamEvent.Added) events.getFirst()).object();
    assertThat(new String(first.frame().json(), StandardCharsets.UTF_8))
        .startsWith("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\"")
        .doesNotContain("managedFields");
    assertThat(first.metadata().uid()).isNotEmpty();
  }

  @Test
  void listsLargeSetsZipped() throws Exception {
    String value = "x".repeat(100_000);
    for (int n = 0; n < 4; n++) {
      create("c" + n, value);
    }

    List<StreamEvent> events =
        new RunningStream(connection.stream().list(configMaps, ResourceVersion.NONE)).all();

    assertThat(names(events)).hasSize(4);
    assertThat(((StreamEvent.Added) events.getFirst()).object().frame().sizeBytes())
        .isGreaterThan(100_000);
  }

  @Test
  void showsTheInitialSetAndThenChanges() throws Exception {
    create("a", "1");
    cluster.calls().clear();
    try (RunningStream running =
        new RunningStream(connection.stream().listAndWatch(configMaps, ResourceVersion.NONE))) {
      assertThat(names(running.untilSynced())).containsExactly("a");

      ObservedObject b = create("b", "1");
      assertThat(names(running.until(StreamEvent.Added.class::isInstance))).containsExactly("b");
      WriteResult changed =
          connection
              .writer()
              .apply(
                  CONFIG_MAPS, configMap(namespace, "b", "2"), Precondition.of(b), "fairlead.test");
      ObservedObject b2 = ((WriteResult.Written) changed).object();
      StreamEvent seen = running.until(StreamEvent.Modified.class::isInstance).getLast();
      assertThat(((StreamEvent.Modified) seen).object().resourceVersion())
          .isEqualTo(b2.resourceVersion());
      assertThat(connection.writer().delete(configMapRef(namespace, "b"), Precondition.of(b2)))
          .isInstanceOf(WriteResult.Deleted.class);
      StreamEvent gone = running.until(StreamEvent.Deleted.class::isInstance).getLast();
      assertThat(((StreamEvent.Deleted) gone).object().resourceVersion())
          .isGreaterThan(b2.resourceVersion());
      assertThat(cluster.calls()).filteredOn(call -> call.verb().equals("list")).isEmpty();

      assertThat(running.stop()).isEqualTo(new StreamEnd.Cancelled());
    }
  }

  @Test
  void theInitialSetIsNotOlderThanAsked() throws Exception {
    ObservedObject a = create("a", "1");
    try (RunningStream running =
        new RunningStream(connection.stream().listAndWatch(configMaps, a.resourceVersion()))) {
      List<StreamEvent> events = running.untilSynced();
      assertThat(names(events)).containsExactly("a");
      assertThat(((StreamEvent.Synced) events.getLast()).resourceVersion())
          .isGreaterThanOrEqualTo(a.resourceVersion());
    }
    List<StreamEvent> listed =
        new RunningStream(connection.stream().list(configMaps, a.resourceVersion())).all();
    assertThat(names(listed)).containsExactly("a");
  }

  @Test
  void watchesFromAVersion() throws Exception {
    ObservedObject a = create("a", "1");
    create("b", "1");
    try (RunningStream running =
        new RunningStream(connection.stream().watch(configMaps, a.resourceVersion()))) {
      assertThat(names(running.until(StreamEvent.Added.class::isInstance))).containsExactly("b");
      running.interrupt();
      assertThat(running.end(SOON)).isEqualTo(new StreamEnd.Cancelled());
    }
  }

  @Test
  void theServerEndsAWatchInTime() throws Exception {
    ObservedObject a = create("a", "1");
    ListerWatcher brief =
        connection.stream().with(StreamLimits.DEFAULT.withWatch(Duration.ofSeconds(1)));
    RunningStream running = new RunningStream(brief.watch(configMaps, a.resourceVersion()));

    assertThat(running.all()).allMatch(StreamEvent.Bookmark.class::isInstance);
    assertThat(running.end(SOON)).isEqualTo(new StreamEnd.Completed());
  }

  @Test
  void aQuietWatchIsTakenForDead() throws Exception {
    ObservedObject a = create("a", "1");
    ListerWatcher impatient =
        connection.stream().with(StreamLimits.DEFAULT.withIdle(Duration.ofMillis(500)));

    assertThat(new RunningStream(impatient.watch(configMaps, a.resourceVersion())).end(SOON))
        .isInstanceOf(StreamEnd.Silent.class);
  }

  @Test
  void narrowsByLabelsAndFields() throws Exception {
    create("a", "1");
    ObservedObject b = create("b", "1");
    var labelled = configMap(namespace, "b", "1");
    labelled.withObjectProperty("metadata").withObjectProperty("labels").put("app", "x");
    connection.writer().apply(CONFIG_MAPS, labelled, Precondition.of(b), "fairlead.test");

    assertThat(
            names(
                new RunningStream(
                        connection.stream()
                            .list(configMaps.labelled("app in (x, y)"), ResourceVersion.NONE))
                    .all()))
        .containsExactly("b");
    assertThat(
            names(
                new RunningStream(
                        connection.stream()
                            .list(configMaps.where("metadata.name=a"), ResourceVersion.NONE))
                    .all()))
        .containsExactly("a");
    assertThat(
            new RunningStream(
                    connection.stream().list(configMaps.labelled("a=="), ResourceVersion.NONE))
                .end(SOON))
        .isInstanceOf(StreamEnd.Completed.class);
    assertThat(
            new RunningStream(
                    connection.stream().list(configMaps.labelled("!!"), ResourceVersion.NONE))
                .end(SOON))
        .isInstanceOf(StreamEnd.Refused.class);
  }

  @Test
  void secretsAreMetadataOnly() throws Exception {
    GroupVersionResource secrets = new GroupVersionResource("", "v1", "secrets");
    connection
        .writer()
        .create(
            secrets,
            Cluster.json(
                "{apiVersion:'v1',kind:'Secret',metadata:{name:'s',namespace:'%s'},stringData:{p:'x'}}"
                    .formatted(namespace)),
            "fairlead.test");
    Selection selection = Selection.of(secrets).in(namespace).asMetadata();

    List<StreamEvent> listed =
        new RunningStream(connection.stream().list(selection, ResourceVersion.NONE)).all();
    assertThat(names(listed)).containsExactly("s");
    try (RunningStream running =
        new RunningStream(connection.stream().listAndWatch(selection, ResourceVersion.NONE))) {
      StreamEvent.Added added = (StreamEvent.Added) running.untilSynced().getFirst();
      assertThat(new String(added.object().frame().json(), StandardCharsets.UTF_8))
          .startsWith("{\"metadata\":{")
          .doesNotContain("\"data\"", "managedFields");
      assertThat(added.object().metadata().uid()).isNotEmpty();
    }
  }

  @Test
  void aResourceThatIsNotServedSaysSo() throws Exception {
    GroupVersionResource absent = new GroupVersionResource("absent.example.com", "v1", "things");
    assertThat(
            new RunningStream(
                    connection.stream().listAndWatch(Selection.of(absent), ResourceVersion.NONE))
                .end(SOON))
        .isEqualTo(new StreamEnd.NotServed(absent));
  }
}
