package dev.fairlead.watcher;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Watchers on a real API server, one of them at the start or none, with workers of a test. */
final class TestMesh implements AutoCloseable {

  private record Deployed(
      WatcherVerticle verticle, String id, KubeConnection kube, AtomicBoolean silent) {}

  private static final String SELF = "watcher";

  /** A watcher leaves within eight seconds. */
  private static final long STOP_MILLIS_MAX = 9_000;

  private final Vertx vertx = Vertx.vertx();
  private final MeshBus bus =
      new MeshBus(vertx, new WireFormat("test", Vocabulary.schema()), new SimpleMeterRegistry());
  private final Telemetry telemetry = Telemetry.open(Map.of(), "test", "test");
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<FlightRecord> flights = new CopyOnWriteArrayList<>();
  private final Path kubeconfig;
  private final KubeConnection kube;
  private final Map<String, Deployed> watchers = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<TestWorker, String> deployedWorkers = new HashMap<>();
  private int workers;

  /** Without a watcher. */
  TestMesh(ControlPlane plane) throws Exception {
    this(plane.kubeconfig());
  }

  TestMesh(ControlPlane plane, WatcherSettings settings) throws Exception {
    this(plane.kubeconfig(), settings);
  }

  TestMesh(Path kubeconfig, WatcherSettings settings) throws Exception {
    this(kubeconfig);
    watcher(SELF, settings);
  }

  private TestMesh(Path kubeconfig) throws Exception {
    this.kubeconfig = kubeconfig;
    kube = connect(new AtomicBoolean());
    bus.listen(Topic.FLIGHTS, flight -> flights.add((FlightRecord) flight));
  }

  private KubeConnection connect(AtomicBoolean silent) throws Exception {
    return KubeConnection.open(
        ConnectionSettings.auto()
            .withKubeconfig(kubeconfig)
            .withHeaders(() -> {
              if (silent.get()) {
                await(closing);
              }
              return Map.of();
            })
            .withListener(calls::add));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ownership by Leases, fast enough for a test; nobody else has been in the namespace before. */
  static OwnershipSettings.Leased leased(String namespace) {
    return new OwnershipSettings.Leased(
        namespace,
        "fairlead",
        new LeaderElectorSettings(
            Duration.ofSeconds(6),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            true,
            System.nanoTime()));
  }

  /** Deploys a watcher, with a connection of its own. */
  void watcher(String name, WatcherSettings settings) throws Exception {
    AtomicBoolean silent = new AtomicBoolean();
    KubeConnection own = name.equals(SELF) ? kube : connect(silent);
    WatcherVerticle watcher =
        new WatcherVerticle(
            own, bus, telemetry.spans(), new Incarnation(name), Timekeeper.system(), settings);
    watchers.put(name, new Deployed(watcher, get(vertx.deployVerticle(watcher)), own, silent));
  }

  /** Stops a watcher in good order. */
  void stop(String watcher) {
    get(vertx.undeploy(deployed(watcher).id()));
  }

  /** Cuts a watcher off from the API server: no call of its comes through any more. */
  void silence(String watcher) {
    deployed(watcher).silent().set(true);
  }

  /** The watcher is narrowed to other namespaces. */
  void narrow(List<String> namespaces) {
    deployed(SELF).verticle().narrow(namespaces);
  }

  /** A watcher is told that another one may be dead. */
  void suspect(String watcher, String other) {
    deployed(watcher).verticle().suspected(new Incarnation(other));
  }

  private Deployed deployed(String watcher) {
    return Objects.requireNonNull(watchers.get(watcher));
  }

  KubeConnection kube() {
    return kube;
  }

  Queue<Call> calls() {
    return calls;
  }

  List<FlightRecord> flights() {
    return flights;
  }

  WatcherHealth health() {
    return health(SELF);
  }

  WatcherHealth health(String watcher) {
    return deployed(watcher).verticle().health();
  }

  /** Deploys a worker. */
  TestWorker worker(List<Declaration> declarations, Function<Assign, TestWorker.Result> attempt) {
    TestWorker worker = new TestWorker(bus, "worker-" + ++workers, declarations, attempt);
    deployedWorkers.put(worker, get(vertx.deployVerticle(worker)));
    return worker;
  }

  /** Stops a worker without a word. */
  void stop(TestWorker worker) {
    get(vertx.undeploy(Objects.requireNonNull(deployedWorkers.remove(worker))));
  }

  /** Deploys a worker whose attempts are done at once. */
  TestWorker worker(Declaration... declarations) {
    return worker(List.of(declarations), _ -> TestWorker.Result.DONE);
  }

  <A extends WatcherAnswer> A ask(WatcherQuery query, Class<A> answer) {
    return ask(SELF, query, answer);
  }

  /** What a watcher says, whether it owns what it is asked about or not. */
  <A extends WatcherAnswer> A ask(String watcher, WatcherQuery query, Class<A> answer) {
    return answer.cast(
        get(bus.request(
                new Address(new Incarnation(watcher), Role.WATCHER),
                query,
                Duration.ofSeconds(5),
                WatcherReply.class))
            .answer());
  }

  ExplainView explain(String controller, NamespacedName name) {
    return ask(new WatcherQuery.Explain(controller, name), WatcherAnswer.Explanation.class)
        .explain();
  }

  static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    long began = System.nanoTime();
    get(vertx.close());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    watchers.values().forEach(watcher -> watcher.kube().close());
    kube.close();
    telemetry.close();
    // All stop at once: an owner whose worker was faster waits for the end of its permit.
    if (took > STOP_MILLIS_MAX) {
      throw new AssertionError("the watcher took " + took + " ms to stop");
    }
  }
}
