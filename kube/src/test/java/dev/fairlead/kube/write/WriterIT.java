package dev.fairlead.kube.write;

import static dev.fairlead.kube.Cluster.CONFIG_MAPS;
import static dev.fairlead.kube.Cluster.DEPLOYMENTS;
import static dev.fairlead.kube.Cluster.configMap;
import static dev.fairlead.kube.Cluster.configMapRef;
import static dev.fairlead.kube.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealControlPlane
class WriterIT {

  private static final String US = "fairlead.test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cluster.Connected cluster;
  private KubeConnection connection;
  private Writer writer;
  private String namespace;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    cluster = Cluster.connect(plane);
    connection = cluster.connection();
    writer = connection.writer();
    namespace = Cluster.namespace(connection);
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private static ObservedObject written(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).object();
  }

  private ObservedObject create(String name) throws InterruptedException {
    return written(writer.create(CONFIG_MAPS, configMap(namespace, name, "1"), US));
  }

  private ObservedObject now(ObjectRef ref) throws InterruptedException {
    return ((ReadResult.Found) writer.get(ref)).object();
  }

  private static JsonNode tree(ObservedObject object) throws IOException {
    return JSON.readTree(object.frame().json());
  }

  private ObjectNode deployment(String name, int replicas) {
    return json(
        """
        {apiVersion:'apps/v1',kind:'Deployment',metadata:{name:'%s',namespace:'%s'},
         spec:{replicas:%d,selector:{matchLabels:{a:'b'}},template:{metadata:{labels:{a:'b'}},
          spec:{hostNetwork:false,containers:[{name:'c',image:'i',ports:[{containerPort:80}],
           env:[{name:'E',value:''}],
           resources:{requests:{cpu:'0.5',memory:'1024Mi'}}}],volumes:[{name:'v',emptyDir:{}}]}}}}
        """
            .formatted(name, namespace, replicas));
  }

  // The contract of resourceVersion "1", which is not documented, on a core and a grouped kind.

  @Test
  void createMakesWhatIsAbsentAndNeverChangesWhatIsThere() throws Exception {
    assertThat(writer.create(CONFIG_MAPS, configMap(namespace, "a", "1"), US))
        .asInstanceOf(type(WriteResult.Written.class))
        .returns(true, WriteResult.Written::created);
    assertThat(writer.create(CONFIG_MAPS, configMap(namespace, "a", "2"), US))
        .isInstanceOf(WriteResult.AlreadyExists.class);
    assertThat(tree(now(configMapRef(namespace, "a"))).path("data").path("k").asText())
        .isEqualTo("1");

    assertThat(writer.create(DEPLOYMENTS, deployment("d", 0), US))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(writer.create(DEPLOYMENTS, deployment("d", 1), US))
        .isInstanceOf(WriteResult.AlreadyExists.class);
  }

  @Test
  void applyChangesOnlyTheVersionThatWasSeen() throws Exception {
    ObservedObject seen = create("a");
    ObservedObject changed =
        written(
            writer.apply(CONFIG_MAPS, configMap(namespace, "a", "2"), Precondition.of(seen), US));
    assertThat(changed.resourceVersion()).isGreaterThan(seen.resourceVersion());

    assertThat(writer.apply(CONFIG_MAPS, configMap(namespace, "a", "3"), Precondition.of(seen), US))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(
            writer.apply(
                CONFIG_MAPS,
                configMap(namespace, "a", "3"),
                new Precondition("00000000-0000-0000-0000-000000000000", changed.resourceVersion()),
                US))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(tree(now(configMapRef(namespace, "a"))).path("data").path("k").asText())
        .isEqualTo("2");
  }

  @Test
  void applyNeverRevivesWhatIsGone() throws Exception {
    ObservedObject seen = create("a");
    assertThat(writer.delete(seen.ref(), Precondition.of(seen)))
        .isEqualTo(new WriteResult.Deleted(java.util.Optional.empty()));

    assertThat(writer.apply(CONFIG_MAPS, configMap(namespace, "a", "2"), Precondition.of(seen), US))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(writer.get(seen.ref())).isEqualTo(new ReadResult.Absent());
  }

  @Test
  void applyRemovesWhatIsNoLongerDesiredAndLeavesOthersFields() throws Exception {
    ObservedObject seen = create("a");
    connection
        .client()
        .configMaps()
        .inNamespace(namespace)
        .withName("a")
        .edit(map -> {
          map.getData().put("theirs", "x");
          return map;
        });
    ObservedObject both = now(seen.ref());
    ObjectNode empty = configMap(namespace, "a", "1");
    empty.remove("data");

    ObservedObject left = written(writer.apply(CONFIG_MAPS, empty, Precondition.of(both), US));

    assertThat(tree(left).path("data")).isEqualTo(json("{theirs:'x'}"));
  }

  @Test
  void deleteHitsOnlyWhatWasSeen() throws Exception {
    ObservedObject seen = create("a");
    ObservedObject changed =
        written(
            writer.apply(CONFIG_MAPS, configMap(namespace, "a", "2"), Precondition.of(seen), US));

    assertThat(writer.delete(seen.ref(), Precondition.of(seen)))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(writer.delete(seen.ref(), new Precondition("another", changed.resourceVersion())))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(writer.delete(seen.ref(), Precondition.of(changed)))
        .isInstanceOf(WriteResult.Deleted.class);
    assertThat(writer.delete(seen.ref(), Precondition.of(changed)))
        .isInstanceOf(WriteResult.NotFound.class);
  }

  @Test
  void statusHoldsToTheVersionAndLeavesOthersAlone() throws Exception {
    ObservedObject seen = written(writer.create(DEPLOYMENTS, deployment("d", 0), US));
    connection
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("d")
        .editStatus(d -> {
          d.getStatus().setReplicas(3);
          d.getStatus().setUpdatedReplicas(3);
          return d;
        });
    ObservedObject withTheirs = now(seen.ref());
    GroupVersionKind kind = new GroupVersionKind("apps", "v1", "Deployment");

    assertThat(
            writer.status(seen.ref(), kind, json("{readyReplicas:1}"), Precondition.of(seen), US))
        .isInstanceOf(WriteResult.Conflict.class);
    ObservedObject first =
        written(
            writer.status(
                seen.ref(),
                kind,
                json("{readyReplicas:2,availableReplicas:1}"),
                Precondition.of(withTheirs),
                US));
    assertThat(tree(first).path("status"))
        .isEqualTo(json("{replicas:3,updatedReplicas:3,readyReplicas:2,availableReplicas:1}"));
    ObservedObject second =
        written(
            writer.status(seen.ref(), kind, json("{readyReplicas:2}"), Precondition.of(first), US));
    assertThat(tree(second).path("status"))
        .isEqualTo(json("{replicas:3,updatedReplicas:3,readyReplicas:2}"));
    // The children's manager has kept its fields.
    assertThat(tree(second).path("spec").path("replicas").asInt()).isZero();
  }

  @Test
  void finalizersComeAndGoUnderTheVersion() throws Exception {
    ObservedObject seen = create("a");
    ObservedObject held =
        written(writer.addFinalizer(seen, "fairlead.dev/test", "fairlead.test.finalizer"));
    assertThat(writer.addFinalizer(seen, "fairlead.dev/other", "fairlead.test.finalizer"))
        .isInstanceOf(WriteResult.Conflict.class);

    WriteResult deleted = writer.delete(seen.ref(), Precondition.of(held));
    ObservedObject waiting = ((WriteResult.Deleted) deleted).remaining().orElseThrow();
    assertThat(waiting.metadata().deleting()).isTrue();
    assertThat(writer.removeFinalizer(waiting, "fairlead.dev/test", "fairlead.test.finalizer"))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(writer.get(seen.ref())).isEqualTo(new ReadResult.Absent());
  }

  @Test
  void invalidContentIsToldInTheServersWords() throws Exception {
    ObjectNode broken = deployment("d", 0);
    broken.withObjectProperty("spec").withObjectProperty("selector").putObject("matchLabels");

    assertThat(writer.create(DEPLOYMENTS, broken, US))
        .asInstanceOf(type(WriteResult.Invalid.class))
        .satisfies(
            invalid -> assertThat(invalid.causes()).extracting("field").contains("spec.selector"));
    assertThat(writer.create(CONFIG_MAPS, configMap("no-such-namespace", "a", "1"), US))
        .isInstanceOf(WriteResult.NotFound.class);
    assertThat(
            writer.create(
                new GroupVersionResource("x.example.com", "v1", "things"),
                json("{apiVersion:'x.example.com/v1',kind:'T',metadata:{name:'a'}}"),
                US))
        .isInstanceOf(WriteResult.NotFound.class);
  }

  @Test
  void eventsAreCreatedAndCounted() throws Exception {
    ObservedObject about = create("a");
    EventReport report =
        new EventReport(
            "a.17",
            new GroupVersionKind("", "v1", "ConfigMap"),
            about.name(),
            about.metadata().uid(),
            true,
            "CannotApply",
            "Apply",
            "ä".repeat(2000),
            Instant.now(),
            "fairlead.dev/test",
            "here");

    assertThat(writer.createEvent(report)).isInstanceOf(WriteResult.Written.class);
    assertThat(writer.createEvent(report)).isInstanceOf(WriteResult.AlreadyExists.class);
    WriteResult repeated =
        writer.repeatEvent(new NamespacedName(namespace, "a.17"), 2, Instant.now());
    JsonNode event = tree(written(repeated));
    assertThat(event.path("series").path("count").asInt()).isEqualTo(2);
    assertThat(event.path("note").asText()).hasSize(512);
    assertThat(writer.repeatEvent(new NamespacedName(namespace, "none"), 2, Instant.now()))
        .isInstanceOf(WriteResult.NotFound.class);
  }

  @Test
  void everyCallIsReportedOnce() throws Exception {
    cluster.calls().clear();
    create("a");
    connection.client().configMaps().inNamespace(namespace).withName("a").get();

    assertThat(cluster.calls())
        .extracting(Call::verb, Call::resource, Call::namespace, Call::name, Call::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("patch", "configmaps", namespace, "a", 201),
            org.assertj.core.groups.Tuple.tuple("get", "configmaps", namespace, "a", 200));
    assertThat(cluster.calls()).allMatch(call -> call.duration().isPositive());
  }

  @Test
  void aStatusNeverCreates() throws Exception {
    ObjectRef absent = new ObjectRef(DEPLOYMENTS, new NamespacedName(namespace, "none"));
    assertThat(
            writer.status(
                absent,
                new GroupVersionKind("apps", "v1", "Deployment"),
                json("{readyReplicas:1}"),
                new Precondition("some", new ResourceVersion("12")),
                US))
        .isInstanceOfAny(WriteResult.NotFound.class, WriteResult.Conflict.class);
    assertThat(writer.get(absent)).isEqualTo(new ReadResult.Absent());
  }
}
