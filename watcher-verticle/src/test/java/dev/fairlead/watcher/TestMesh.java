package dev.fairlead.watcher;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A watcher on a real API server, with workers of a test on its bus. */
final class TestMesh implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final MeshBus bus =
      new MeshBus(vertx, new WireFormat("test", Vocabulary.schema()), new SimpleMeterRegistry());
  private final Incarnation self = new Incarnation("watcher");
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<FlightRecord> flights = new CopyOnWriteArrayList<>();
  private final KubeConnection kube;
  private final WatcherVerticle watcher;
  private int workers;

  TestMesh(ControlPlane plane, WatcherSettings settings) throws Exception {
    this(plane.kubeconfig(), settings);
  }

  TestMesh(Path kubeconfig, WatcherSettings settings) throws Exception {
    kube =
        KubeConnection.open(
            ConnectionSettings.auto().withKubeconfig(kubeconfig).withListener(calls::add));
    watcher = new WatcherVerticle(kube, bus, self, Timekeeper.system(), settings);
    bus.listen(Topic.FLIGHTS, flight -> flights.add((FlightRecord) flight));
    get(vertx.deployVerticle(watcher));
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
    return watcher.health();
  }

  /** Deploys a worker. */
  TestWorker worker(List<Declaration> declarations, Function<Assign, TestWorker.Result> attempt) {
    TestWorker worker = new TestWorker(bus, "worker-" + ++workers, declarations, attempt);
    get(vertx.deployVerticle(worker));
    return worker;
  }

  /** Deploys a worker whose attempts are done at once. */
  TestWorker worker(Declaration... declarations) {
    return worker(List.of(declarations), _ -> TestWorker.Result.DONE);
  }

  <A extends WatcherAnswer> A ask(WatcherQuery query, Class<A> answer) {
    return get(bus.request(new Address(self, Role.WATCHER), query, Duration.ofSeconds(5), answer));
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
    long began = System.nanoTime();
    get(vertx.close());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    kube.close();
    if (took > 5_000) {
      throw new AssertionError("the watcher took " + took + " ms to stop");
    }
  }
}
