package dev.fairlead.testkit.perturb;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.reconciler.attempt.Attempts;
import dev.fairlead.reconciler.attempt.RemoteSnapshots;
import dev.fairlead.reconciler.attempt.StatusService;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.pool.Pools;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.status.write.StatusWriter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The worker's own code and that of the status service, one attempt at a time: from a snapshot and
 * a gate to what was written. For one thread, which blocks.
 */
final class Worker implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int STATUSES_MAX = 1_000;
  private static final Address WATCHER = new Address(new Incarnation("watcher"), Role.WATCHER);
  private static final Address STATUS = new Address(new Incarnation("status"), Role.STATUS);

  private final Server server;
  private final MeshProcess process;
  private final StatusService status;
  private final RemoteSnapshots snapshots;
  private final ReconcileMetrics metrics;
  private Attempts attempts;
  private StatusWriter writer;
  private volatile Optional<View> view = Optional.empty();

  Worker(ControllerDefinition<?> definition, Server server) {
    this.server = server;
    this.process = MeshProcess.start("perturbation", "0", Map.of());
    Context context = process.vertx().getOrCreateContext();
    this.status = new StatusService(context, process.bus(), () -> Optional.of(STATUS), ANSWER);
    this.snapshots = new RemoteSnapshots(context, process.bus(), ANSWER);
    this.metrics = new ReconcileMetrics(process.telemetry().meters(), definition.name());
    this.attempts = attempts(definition);
    this.writer = writer();
    var _ = process.bus().answer(STATUS, this::told);
    var _ = process.bus().answer(WATCHER, this::asked);
  }

  /** A new process: nothing is remembered, and the reconciler may be another instance. */
  void restart(ControllerDefinition<?> definition) {
    attempts = attempts(definition);
    writer = writer();
  }

  private Attempts attempts(ControllerDefinition<?> definition) {
    return new Attempts(
        List.of(definition),
        server.kube(),
        process.telemetry().spans(),
        Map.of(definition.name(), metrics),
        status,
        snapshots,
        new Pools(server.client(), "default"),
        Journal.NONE,
        process.incarnation(),
        "",
        server.sandbox().clock());
  }

  private StatusWriter writer() {
    return new StatusWriter(
        server.kube(), process.telemetry().spans(), server.sandbox().clock(), STATUSES_MAX);
  }

  /**
   * Makes one attempt.
   *
   * @param number of the attempt
   * @param seen what it is given, and what its listers see
   */
  Execution.End attempt(
      String controller, NamespacedName key, long number, int failures, View seen, Gate gate) {
    view = Optional.of(seen);
    Assign assign =
        new Assign(
            new Token(Partition.whole(controller), 1, key, number),
            WATCHER.incarnation(),
            1,
            DEADLINE.toMillis(),
            DEADLINE.toMillis(),
            List.of(),
            TraceContext.NONE,
            failures,
            seen.snapshot());
    return attempts.of(assign, gate).run();
  }

  private Future<?> told(Object message) {
    StatusIntent intent = (StatusIntent) message;
    return blocking(() -> {
      try {
        return writer.write(intent, Duration.ofMillis(intent.deadlineMillis()), intent.trace());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    });
  }

  private Future<?> asked(Object message) {
    return switch (message) {
      case LookupQuery query -> blocking(() -> found(query));
      case SelectQuery query ->
          blocking(() -> new LookupAnswer(view.orElseThrow().select(query), false));
      default -> Future.failedFuture("a perturbed watcher has no answer to " + message);
    };
  }

  private LookupAnswer found(LookupQuery query) {
    View looked = view.orElseThrow();
    List<ObservedObject> objects =
        looked.kind(query.kind()).stream()
            .flatMap(kind -> looked.objects(kind).stream())
            .filter(it ->
                query.namespace().isEmpty() || query.namespace().equals(it.name().namespace()))
            .filter(it -> query.name().isEmpty() || query.name().equals(it.name().name()))
            .filter(it -> it.metadata().labels().entrySet().containsAll(query.labels().entrySet()))
            .toList();
    return new LookupAnswer(objects, false);
  }

  /** Not on the event loop. */
  private static <T> Future<T> blocking(Supplier<T> work) {
    Promise<T> promise = Promise.promise();
    Thread.startVirtualThread(() -> {
      try {
        promise.complete(work.get());
      } catch (RuntimeException failure) {
        promise.fail(failure);
      }
    });
    return promise.future();
  }

  @Override
  public void close() {
    metrics.close();
    process.close();
  }
}
