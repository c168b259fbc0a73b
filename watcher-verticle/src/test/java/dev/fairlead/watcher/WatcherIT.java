package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.watcher.controller.ControllerSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The whole watcher on a real API server, with a worker that speaks the protocol. */
@RealControlPlane
class WatcherIT {

  private static final WatcherSettings SETTINGS = WatcherSettings.defaults(1);

  @Test
  void whatHappensToAPrimaryAndItsChildrenIsReconciled(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "triggers.test").install();
      TestWorker worker = mesh.worker(widgets.declaration("widget"));
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");

      GenericKubernetesResource widget = widgets.create(namespace, "a");
      awaitReason(worker, key, Reason.Type.PRIMARY_ADDED, "");

      ConfigMap child = Widgets.child(widget, namespace, "child");
      mesh.kube().client().resource(child).create();
      awaitReason(
          worker, key, Reason.Type.CHILD_CHANGED, "ConfigMap " + namespace + "/child appeared");
      assertThat(last(worker, key).snapshot().children())
          .singleElement()
          .returns(new NamespacedName(namespace, "child"), object -> object.name());

      child.getData().put("k", "2");
      mesh.kube().client().resource(child).update();
      awaitReason(
          worker, key, Reason.Type.CHILD_CHANGED, "ConfigMap " + namespace + "/child changed");

      mesh.kube().client().resource(child).delete();
      awaitReason(worker, key, Reason.Type.CHILD_GONE, "ConfigMap " + namespace + "/child is gone");

      widgets.editStatus(namespace, "a", Map.of("seen", true));
      widgets.edit(
          namespace,
          "a",
          now -> {
            now.setAdditionalProperty("spec", Map.of("size", 2));
            return now;
          });
      awaitReason(worker, key, Reason.Type.PRIMARY_CHANGED, "generation 2");
      assertThat(reasons(worker, key))
          .as("a change of the status alone is none")
          .filteredOn(reason -> reason.type() == Reason.Type.PRIMARY_CHANGED)
          .hasSize(1);

      widgets.delete(namespace, "a");
      await()
          .untilAsserted(() ->
              assertThat(mesh.flights())
                  .anyMatch(flight ->
                      flight instanceof FlightRecord.Removed removed && removed.key().equals(key)));
      assertThat(
              mesh.ask(new WatcherQuery.GetObject("widget", key), WatcherAnswer.NoSuchObject.class))
          .returns(key, WatcherAnswer.NoSuchObject::name);
    }
  }

  @Test
  void noAttemptStartsFromLessThanTheKeyWrote(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "holds.test").install();
      String namespace = Widgets.namespace(mesh.kube());
      AtomicInteger writes = new AtomicInteger();
      Map<Integer, Integer> seen = new ConcurrentHashMap<>();
      GenericKubernetesResource widget = widgets.create(namespace, "a");
      mesh.worker(
          List.of(widgets.declaration("widget")),
          assign -> {
            int before = writes.getAndIncrement();
            seen.put(before, assign.snapshot().children().size());
            if (before >= 5) {
              return TestWorker.Result.DONE;
            }
            ConfigMap written =
                mesh.kube()
                    .client()
                    .resource(Widgets.child(widget, namespace, "child-" + before))
                    .create();
            return new TestWorker.Result(
                new Outcome.LookAgain(0),
                List.of(
                    new WriteEntry.Written(
                        new ObjectRef(
                            new GroupVersionResource("", "v1", "configmaps"),
                            new NamespacedName(namespace, "child-" + before)),
                        "create",
                        201,
                        written.getMetadata().getUid(),
                        new ResourceVersion(written.getMetadata().getResourceVersion()))));
          });

      await().untilAsserted(() -> assertThat(seen).containsKey(5));
      assertThat(seen.entrySet())
          .as("each attempt sees all that those before it wrote")
          .allMatch(entry -> entry.getValue() >= Math.min(entry.getKey(), 5));
    }
  }

  @Test
  void aPausedPrimaryIsLeftAloneAndSaysSo(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "paused.test").install();
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");
      GenericKubernetesResource widget = widgets.widget(namespace, "a");
      widget.getMetadata().setAnnotations(Map.of("fairlead.dev/paused", "true"));
      widgets.create(widget);
      widgets.create(namespace, "b");
      TestWorker worker = mesh.worker(widgets.declaration("widget"));

      awaitReason(
          worker, new NamespacedName(namespace, "b"), Reason.Type.PRIMARY_ADDED, "first list");
      assertThat(worker.begun(key)).isEmpty();
      ExplainView why = mesh.explain("widget", key);
      assertThat(why.cause()).isEqualTo("Paused");
      assertThat(why.summary()).startsWith("Paused by annotation fairlead.dev/paused");
      assertThat(why.phase()).isEqualTo(Phase.PAUSED);

      widgets.edit(
          namespace,
          "a",
          now -> {
            now.getMetadata().setAnnotations(Map.of());
            return now;
          });
      await().untilAsserted(() -> assertThat(worker.begun(key)).isNotEmpty());
      await()
          .untilAsserted(
              () -> assertThat(mesh.explain("widget", key).cause()).isEqualTo("AsDesired"));
    }
  }

  @Test
  void aUsersRequestIsReconciledInItsTrace(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "traced.test").install();
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");
      widgets.create(namespace, "a");
      TestWorker worker = mesh.worker(widgets.declaration("widget"));
      await().untilAsserted(() -> assertThat(worker.begun(key)).hasSize(1));
      assertThat(last(worker, key).trace().traceId()).as("a trace of its own").hasSize(32);

      String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      mesh.ask(
          new WatcherQuery.Reconcile(
              "widget",
              key,
              new TraceContext(Map.of("traceparent", parent, "x-request-id", "r-1"))),
          WatcherAnswer.Taken.class);

      await().untilAsserted(() -> assertThat(worker.begun(key)).hasSize(2));
      assertThat(last(worker, key).trace().traceId()).isEqualTo(parent.substring(3, 35));
      assertThat(last(worker, key).trace().headers()).containsEntry("x-request-id", "r-1");
      await()
          .untilAsserted(() ->
              assertThat(mesh.explain("widget", key).traceId())
                  .contains("4bf92f3577b34da6a3ce929d0e0e4736"));
    }
  }

  @Test
  void aThousandObjectsAreReconciledAndPaged(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "thousand.test").install();
      TestWorker worker = mesh.worker(widgets.declaration("widget"));
      String namespace = Widgets.namespace(mesh.kube());
      try (var threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
        IntStream.range(0, 1_000)
            .forEach(number ->
                threads.execute(() -> widgets.create(namespace, "w-%04d".formatted(number))));
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(worker.begun().stream().map(assign -> assign.token().key()).distinct())
                  .hasSize(1_000));

      List<String> names = new ArrayList<>();
      Optional<NamespacedName> after = Optional.empty();
      do {
        WatcherAnswer.Objects page =
            mesh.ask(
                new WatcherQuery.ListObjects(
                    "widget",
                    namespace,
                    "app notin (w-0000)",
                    namespace + "/w-",
                    Optional.empty(),
                    Optional.empty(),
                    300,
                    after),
                WatcherAnswer.Objects.class);
        page.items().forEach(item -> names.add(item.name()));
        after = page.next();
      } while (after.isPresent());
      assertThat(names).hasSize(999).isSorted().doesNotHaveDuplicates();
      assertThat(
              mesh.ask(new WatcherQuery.GetController("widget"), WatcherAnswer.Controllers.class)
                  .items())
          .singleElement()
          .returns(1_000, view -> view.objects())
          .returns(List.of("v1 ConfigMap"), view -> view.owns())
          .returns(1, view -> view.workers());
      assertThat(
              mesh.ask(
                  new WatcherQuery.ListObjects(
                      "widget", "", "a in", "", Optional.empty(), Optional.empty(), 1, after),
                  WatcherAnswer.BadQuery.class))
          .returns("labelSelector", WatcherAnswer.BadQuery::field);
    }
  }

  @Test
  void eachControllerIsTreatedAsItsSettingsSay(ControlPlane plane) throws Exception {
    WatcherSettings settings =
        SETTINGS.treating(declaration ->
            new ControllerSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                declaration.controller().equals("rests"),
                DispatcherSettings.defaults(1)));
    try (TestMesh mesh = new TestMesh(plane, settings)) {
      Widgets widgets = new Widgets(mesh.kube(), "treated.test").install();
      TestWorker worker = mesh.worker(widgets.declaration("works"), widgets.declaration("rests"));
      NamespacedName key = new NamespacedName(Widgets.namespace(mesh.kube()), "a");
      widgets.create(key.namespace(), key.name());

      awaitReason(worker, key, Reason.Type.RESYNC, "");
      assertThat(worker.begun(key))
          .allMatch(assign -> assign.token().partition().controller().equals("works"))
          .allMatch(assign -> assign.deadlineMillis() == 3_000);
      assertThat(
              mesh.ask(new WatcherQuery.GetController("rests"), WatcherAnswer.Controllers.class)
                  .items())
          .singleElement()
          .returns(true, view -> view.paused());
    }
  }

  @Test
  void twoControllersOfOneKindShareItsWatch(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets one = new Widgets(mesh.kube(), "one.test").install();
      Widgets two = new Widgets(mesh.kube(), "two.test").install();
      TestWorker worker = mesh.worker(one.declaration("one"), two.declaration("two"));
      String namespace = Widgets.namespace(mesh.kube());
      NamespacedName key = new NamespacedName(namespace, "a");
      GenericKubernetesResource first = one.create(namespace, "a");
      two.create(namespace, "a");
      await().untilAsserted(() -> assertThat(worker.begun(key)).hasSize(2));

      mesh.kube().client().resource(Widgets.child(first, namespace, "child")).create();

      awaitReason(
          worker, key, Reason.Type.CHILD_CHANGED, "ConfigMap " + namespace + "/child appeared");
      assertThat(last(worker, key).token().partition().controller()).isEqualTo("one");
      assertThat(mesh.calls())
          .filteredOn(call -> call.verb().equals("watch") && call.resource().equals("configmaps"))
          .hasSize(1);
    }
  }

  @Test
  void aClusterScopedPrimaryHasChildrenInNamespaces(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      GroupVersionKind kind = new GroupVersionKind("", "v1", "Namespace");
      TestWorker worker =
          mesh.worker(
              new Declaration(
                  "tenant",
                  "1",
                  new WatchedKind(kind, new KeyMapping.Self(), "tenant=yes", "", false),
                  List.of(
                      new WatchedKind(
                          Widgets.CONFIG_MAP, new KeyMapping.ControllerOwner(), "", "", false)),
                  List.of(),
                  "",
                  List.of(),
                  Duration.ofSeconds(10),
                  Duration.ZERO,
                  4));
      String name = Widgets.namespace(mesh.kube());
      var namespace =
          mesh.kube()
              .client()
              .resource(
                  new NamespaceBuilder()
                      .withNewMetadata()
                      .withName(name)
                      .addToLabels("tenant", "yes")
                      .endMetadata()
                      .build())
              .serverSideApply();
      NamespacedName key = new NamespacedName("", name);
      await().untilAsserted(() -> assertThat(worker.begun(key)).isNotEmpty());

      mesh.kube().client().resource(Widgets.child(namespace, name, "child")).create();

      awaitReason(worker, key, Reason.Type.CHILD_CHANGED, "ConfigMap " + name + "/child appeared");
      assertThat(last(worker, key).snapshot().children()).hasSize(1);
    }
  }

  @Test
  void aNarrowedWatcherSeesItsNamespacesAlone(ControlPlane plane) throws Exception {
    String inside;
    String outside;
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      inside = Widgets.namespace(mesh.kube());
      outside = Widgets.namespace(mesh.kube());
      Widgets widgets = new Widgets(mesh.kube(), "narrow.test").install();
      widgets.create(inside, "a");
      widgets.create(outside, "a");
    }
    try (TestMesh mesh = new TestMesh(plane, SETTINGS.in(List.of(inside, "not-there")))) {
      Widgets widgets = new Widgets(mesh.kube(), "narrow.test");
      TestWorker worker = mesh.worker(widgets.declaration("widget"));

      await().untilAsserted(() -> assertThat(worker.begun()).hasSize(1));
      assertThat(last(worker, new NamespacedName(inside, "a")).token().key().namespace())
          .isEqualTo(inside);
      assertThat(mesh.calls())
          .filteredOn(call -> call.verb().equals("watch"))
          .extracting(call -> call.namespace())
          .containsOnly(inside, "not-there");
    }
  }

  @Test
  void everythingIsLookedAtAgainWithinThePeriod(ControlPlane plane) throws Exception {
    try (TestMesh mesh = new TestMesh(plane, SETTINGS)) {
      Widgets widgets = new Widgets(mesh.kube(), "resync.test").install();
      Declaration plain = widgets.declaration("widget");
      TestWorker worker =
          mesh.worker(
              new Declaration(
                  plain.controller(),
                  plain.version(),
                  plain.primary(),
                  plain.owned(),
                  plain.reads(),
                  plain.readyCondition(),
                  plain.namespaces(),
                  plain.deadline(),
                  Duration.ofSeconds(2),
                  plain.workersMax()));
      String namespace = Widgets.namespace(mesh.kube());
      widgets.create(namespace, "a");

      awaitReason(worker, new NamespacedName(namespace, "a"), Reason.Type.RESYNC, "");
    }
  }

  private static void awaitReason(
      TestWorker worker, NamespacedName key, Reason.Type type, String detail) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(reasons(worker, key)).contains(Reason.of(type, detail)));
  }

  private static List<Reason> reasons(TestWorker worker, NamespacedName key) {
    return worker.begun(key).stream().flatMap(assign -> assign.reasons().stream()).toList();
  }

  private static Assign last(TestWorker worker, NamespacedName key) {
    return worker.begun(key).getLast();
  }
}
