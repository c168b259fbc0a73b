package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.watcher.ownership.DeathProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller that is cut, on a real API server. */
@RealControlPlane
class PartitionsIT {

  private static final int OBJECTS = 24;

  private TestMesh mesh;
  private Widgets widgets;
  private String namespace;
  private TestWorker worker;
  private final Map<NamespacedName, Token> running = new ConcurrentHashMap<>();
  private final List<String> overlaps = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(ControlPlane plane) throws Exception {
    mesh = new TestMesh(plane);
    widgets = new Widgets(mesh.kube(), "partitions.test").install();
    namespace = Widgets.namespace(mesh.kube());
    worker = mesh.worker(List.of(widgets.declaration("widget")), this::attempt);
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  private WatcherSettings settings(int partitions) {
    return WatcherSettings.defaults(1)
        .cutting(_ -> partitions)
        .owning(TestMesh.leased(namespace), DeathProbe.NONE);
  }

  /** Takes a moment, in which nobody else may attempt the same key. */
  private TestWorker.Result attempt(Assign assign) {
    Token token = assign.token();
    Token before = running.put(token.key(), token);
    if (before != null) {
      overlaps.add(before + " and " + token);
    }
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    running.remove(token.key(), token);
    return TestWorker.Result.DONE;
  }

  /** Changes every object again and again. */
  private Runnable edits(List<NamespacedName> keys) {
    AtomicBoolean over = new AtomicBoolean();
    Thread editor =
        Thread.ofVirtual()
            .start(() -> {
              for (int size = 2; !over.get(); size++) {
                for (NamespacedName key : keys) {
                  Map<String, Object> spec = Map.of("size", size);
                  widgets.edit(
                      namespace,
                      key.name(),
                      widget -> {
                        widget.setAdditionalProperty("spec", spec);
                        return widget;
                      });
                }
              }
            });
    return () -> {
      over.set(true);
      try {
        editor.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private WatcherAnswer.Controllers controller(String watcher) {
    return mesh.ask(
        watcher, new WatcherQuery.GetController("widget"), WatcherAnswer.Controllers.class);
  }

  private List<PartitionView> owned(String watcher) {
    return controller(watcher).partitions().stream()
        .filter(partition -> partition.owner().equals(watcher))
        .toList();
  }

  /** Of what it owns: whatever it has given away meanwhile has another. */
  private Map<Integer, Long> epochs(String watcher) {
    return owned(watcher).stream()
        .collect(Collectors.toMap(PartitionView::partition, PartitionView::epoch));
  }

  private void awaitOwned(String watcher, int partitions) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(owned(watcher)).hasSize(partitions));
  }

  private List<NamespacedName> create(String prefix) {
    List<NamespacedName> keys =
        IntStream.range(0, OBJECTS)
            .mapToObj(one -> new NamespacedName(namespace, prefix + one))
            .toList();
    keys.forEach(key -> widgets.create(key.namespace(), key.name()));
    return keys;
  }

  private void awaitReconciled(List<NamespacedName> keys) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(keys).allSatisfy(key -> assertThat(worker.begun(key)).isNotEmpty()));
  }

  /** Every one of these was attempted in a layout, by whoever owns it there. */
  private void awaitReconciledIn(int layout, List<NamespacedName> keys) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(keys)
                .allSatisfy(key ->
                    assertThat(worker.begun(key))
                        .extracting(assign -> assign.token().partition().layout())
                        .contains(layout)));
  }

  /** What runs when the worker ends would keep its owner from leaving for a permit's time. */
  private void awaitIdle(String... watchers) {
    for (String watcher : watchers) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(controller(watcher).items().getFirst())
                  .returns(0, ControllerView::due)
                  .returns(0, ControllerView::running));
    }
  }

  private String book() {
    return noted("fairlead.dev/layouts");
  }

  private String paused() {
    return noted("fairlead.dev/paused");
  }

  private String noted(String annotation) {
    return mesh.kube()
        .client()
        .leases()
        .inNamespace(namespace)
        .withName("widget.layouts")
        .get()
        .getMetadata()
        .getAnnotations()
        .getOrDefault(annotation, "");
  }

  /** Whoever gives something away has not done so before: what comes back is kept for a minute. */
  @Test
  void watchersShareThemEvenlyWhoeverComesAndGoes() throws Exception {
    mesh.watcher("one", settings(4));
    awaitOwned("one", 4);
    mesh.watcher("two", settings(4));
    awaitOwned("two", 2);
    awaitOwned("one", 2);
    awaitReconciled(create("a"));

    mesh.stop("one");
    awaitOwned("two", 4);
    awaitReconciled(create("b"));

    mesh.watcher("three", settings(4));
    awaitOwned("three", 2);
    awaitOwned("two", 2);
    awaitReconciled(create("c"));

    Map<Integer, Long> before = epochs("three");
    mesh.silence("two");
    awaitOwned("three", 4);
    awaitReconciled(create("d"));
    // Longer than a watcher has been there before it is given anything.
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(12))
        .untilAsserted(() -> assertThat(epochs("three")).hasSize(4).containsAllEntriesOf(before));
    awaitIdle("three");
    assertThat(overlaps).isEmpty();
  }

  @Test
  void anotherNumberOfPartitionsIsALayoutAfterTheEndOfTheOneBefore() throws Exception {
    mesh.watcher("one", settings(1));
    List<NamespacedName> keys = create("a");
    awaitReconciledIn(1, keys);
    Runnable stopEditing = edits(keys);

    mesh.watcher("two", settings(4));
    awaitOwned("two", 2);
    awaitOwned("one", 2);
    awaitReconciledIn(2, keys);

    mesh.watcher("three", settings(2));
    awaitReconciledIn(3, keys);
    await()
        .untilAsserted(
            () -> assertThat(book()).contains("\"layouts\":[{\"layout\":3,\"partitions\":2}]"));
    stopEditing.run();
    awaitIdle("one", "two", "three");

    assertThat(overlaps).isEmpty();
    for (NamespacedName key : keys) {
      assertThat(worker.begun(key))
          .extracting(assign -> assign.token().partition().layout())
          .isSorted()
          .containsSubsequence(1, 2, 3);
    }
  }

  @Test
  void whoeverOwnsAControllerThatWasPausedLeavesItAlone() throws Exception {
    mesh.watcher("one", settings(1));
    awaitReconciled(create("a"));
    awaitIdle("one");

    mesh.ask("one", new WatcherQuery.Pause("widget", true), WatcherAnswer.Taken.class);
    List<NamespacedName> waiting = create("b");
    awaitDue("one", waiting.size());
    await().untilAsserted(() -> assertThat(paused()).isEqualTo("true"));

    mesh.watcher("two", settings(1));
    mesh.stop("one");
    awaitOwned("two", 1);
    awaitDue("two", waiting.size());
    assertThat(controller("two").items().getFirst().paused()).isTrue();
    assertThat(waiting).allSatisfy(key -> assertThat(worker.begun(key)).isEmpty());

    mesh.ask("two", new WatcherQuery.Pause("widget", false), WatcherAnswer.Taken.class);
    awaitReconciled(waiting);
    await().untilAsserted(() -> assertThat(paused()).isEmpty());
  }

  /** At least so many; what a new owner has not looked at is due as well. */
  private void awaitDue(String watcher, int keys) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(controller(watcher).items().getFirst().due()).isGreaterThanOrEqualTo(keys));
  }

  @Test
  void everyPartitionHasALeaseAndEveryKeyIsInOne() throws Exception {
    mesh.watcher("one", settings(4));
    List<NamespacedName> keys = create("a");
    awaitReconciled(keys);
    awaitIdle("one");
    awaitOwned("one", 4);

    assertThat(keys)
        .allSatisfy(key ->
            assertThat(worker.begun(key))
                .extracting(assign -> assign.token().partition())
                .containsOnly(new Partition("widget", 2, Partition.numberOf(key, 4))));
    assertThat(mesh.kube().client().leases().inNamespace(namespace).list().getItems())
        .extracting(lease -> lease.getMetadata().getName())
        .contains("widget.2.0", "widget.2.1", "widget.2.2", "widget.2.3");
    NamespacedName some = keys.getFirst();
    assertThat(
            mesh.ask("one", new WatcherQuery.GetObject("widget", some), WatcherAnswer.Objects.class)
                .items()
                .getFirst()
                .owner())
        .isEqualTo("one");
  }
}
