package dev.fairlead.reconciler;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.reconciler.attempt.Attempts;
import dev.fairlead.reconciler.attempt.RemoteSnapshots;
import dev.fairlead.reconciler.attempt.StatusService;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.pool.Pools;
import dev.fairlead.reconciler.work.WorkerDriver;
import dev.fairlead.sdk.ControllerDefinition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconciler role of one process, for all its controllers. Undeploying it drains: no work is
 * taken, what runs may end, at most for the settings' time.
 */
public final class ReconcilerVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcilerVerticle.class);

  private static final int LEAST_ATTEMPTS = 2;

  private final KubeConnection kube;
  private final MeshBus bus;
  private final Spans spans;
  private final Map<String, ReconcileMetrics> metrics;
  private final Incarnation self;
  private final String zone;
  private final List<ControllerDefinition<?>> definitions;
  private final Supplier<Optional<Address>> status;
  private final Journal journal;
  private final Timekeeper time;
  private final ReconcilerSettings settings;
  private final Map<String, Limits> limits = new ConcurrentHashMap<>();
  private volatile @Nullable WorkerDriver driver;

  /**
   * A role that is to be deployed once in its process.
   *
   * @param kube asks {@code TraceSpan::currentHeaders} for the headers of its calls, so that traces
   *     reach the API server
   * @param meters where it counts and measures
   * @param zone where the process runs; empty if unknown
   * @param status a status replica that is believed to be there
   * @param journal what the attempts tell; closed when the role ends
   */
  public ReconcilerVerticle(
      KubeConnection kube,
      MeshBus bus,
      Spans spans,
      Meters meters,
      Incarnation self,
      String zone,
      List<ControllerDefinition<?>> definitions,
      Supplier<Optional<Address>> status,
      Journal journal,
      Timekeeper time,
      ReconcilerSettings settings) {
    this.kube = kube;
    this.bus = bus;
    this.spans = spans;
    this.self = self;
    this.zone = zone;
    this.definitions = List.copyOf(definitions);
    this.status = status;
    this.journal = journal;
    this.time = time;
    this.settings = settings;
    this.metrics =
        this.definitions.stream()
            .map(ControllerDefinition::name)
            .collect(
                Collectors.toMap(Function.identity(), name -> new ReconcileMetrics(meters, name)));
    declarations().forEach(declared -> limit(declared.controller(), limits(declared.workersMax())));
  }

  private static Limits limits(int max) {
    return new Limits(Math.min(LEAST_ATTEMPTS, max), max);
  }

  /**
   * Between which numbers the role may choose how many attempts of a controller run at once, from
   * now on; what runs keeps its slot. Without it, up to what the controller declares. May be called
   * from any thread, before and after the deployment; of a controller that is not here it means
   * nothing.
   */
  public synchronized void limits(String controller, Limits other) {
    if (!metrics.containsKey(controller)) {
      return;
    }
    limit(controller, other);
    WorkerDriver told = driver;
    if (told != null) {
      told.limits(controller, other);
    }
  }

  private void limit(String controller, Limits now) {
    limits.put(controller, now);
    Optional.ofNullable(metrics.get(controller)).ifPresent(known -> known.limit(now.max()));
  }

  /** How many attempts run. May be asked from any thread. */
  public int running() {
    WorkerDriver asked = driver;
    return asked == null ? 0 : asked.running();
  }

  @Override
  public Future<?> start() {
    StatusService service = new StatusService(context, bus, status, settings.statusAnswer());
    RemoteSnapshots snapshots = new RemoteSnapshots(context, bus, settings.snapshotAnswer());
    return drive(
            new Attempts(
                definitions,
                kube,
                spans,
                metrics,
                service,
                snapshots,
                new Pools(kube.client(), settings.poolNamespace()),
                journal,
                self,
                zone,
                time))
        .start();
  }

  private synchronized WorkerDriver drive(Attempts attempts) {
    Announce announce = new Announce(self, declarations(), zone);
    WorkerDriver begun =
        new WorkerDriver(context, bus, announce, limits, settings.worker(), time, attempts);
    driver = begun;
    return begun;
  }

  private List<Declaration> declarations() {
    return definitions.stream().<Declaration>map(ControllerDefinition::declaration).toList();
  }

  @Override
  public Future<?> stop() {
    WorkerDriver leaving = driver;
    if (leaving == null) {
      return Future.succeededFuture();
    }
    return leaving
        .drain()
        .timeout(settings.drain().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(late -> {
          LOG.warn(
              "{} attempts did not end within {} s: they are cancelled and run elsewhere",
              leaving.running(),
              settings.drain().toSeconds());
          return null;
        })
        .compose(drained -> leaving.stop())
        .onComplete(left -> {
          journal.close();
          metrics.values().forEach(ReconcileMetrics::close);
        });
  }
}
