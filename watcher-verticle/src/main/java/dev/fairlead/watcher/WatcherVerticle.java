package dev.fairlead.watcher;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.lease.LayoutBooks;
import dev.fairlead.kube.lease.Leases;
import dev.fairlead.kube.write.FieldManagers;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.watcher.controller.ControllerSettings;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.controller.OpenAlone;
import dev.fairlead.watcher.controller.OpenByLease;
import dev.fairlead.watcher.controller.Opening;
import dev.fairlead.watcher.controller.PartitionWatch;
import dev.fairlead.watcher.controller.Spreading;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.dispatch.Transfers;
import dev.fairlead.watcher.explain.Rivals;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.metrics.WatcherMetrics;
import dev.fairlead.watcher.ownership.Election;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import dev.fairlead.watcher.query.Lookups;
import dev.fairlead.watcher.query.Queries;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The watcher role of a process: it takes up every controller that workers announce, watches what
 * the controller declares, and gives what is due to workers. To be deployed once, on an event loop;
 * {@link #health()} may be asked from any thread. It does not close the connection.
 */
public final class WatcherVerticle extends AbstractVerticle {

  /** A Lease is renewed every two seconds; two tries fit into the renew deadline. */
  private static final Duration LEASE_CALL = Duration.ofSeconds(4);

  /** A permit's time, and what it takes to release; later the Lease is left to expire. */
  private static final Duration LEAVE = Duration.ofSeconds(8);

  private final KubeConnection kube;
  private final MeshBus bus;
  private final Spans spans;
  private final Incarnation self;
  private final Timekeeper time;
  private final WatcherSettings settings;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final Promise<Void> left = Promise.promise();
  private volatile WatcherHealth health = WatcherHealth.NONE;
  private Optional<Controllers> deployed = Optional.empty();
  private Optional<WatcherMetrics> measured = Optional.empty();
  private boolean leaving;

  /** Wires a watcher; nothing happens before it is deployed. */
  public WatcherVerticle(
      KubeConnection kube,
      MeshBus bus,
      Spans spans,
      Incarnation self,
      Timekeeper time,
      WatcherSettings settings) {
    this.kube = kube;
    this.bus = bus;
    this.spans = spans;
    this.self = self;
    this.time = time;
    this.settings = settings;
  }

  /** How the controllers fare. */
  public WatcherHealth health() {
    return health;
  }

  @Override
  public void start() {
    EventLoop loop = new EventLoop(context, time);
    WatcherMetrics metrics = new WatcherMetrics(settings.meters(), loop);
    Surroundings world =
        new Surroundings(
            loop,
            settings.zone(),
            time,
            bus,
            spans,
            kube.stream(),
            new SecureRandom(),
            settings.deaths(),
            new Transfers(loop, bus.format()),
            metrics);
    Controllers controllers =
        new Controllers(
            self,
            opening(world),
            settings.ownership() instanceof OwnershipSettings.Leased,
            settings.namespaces(),
            settings.controllers(),
            settings.code(),
            kube.restMapper(),
            world,
            this::healthChanged);
    Queries queries = new Queries(controllers, world, rivals(kube.fieldManagers()));
    Lookups lookups = new Lookups(controllers, world.transfers());
    Address address = new Address(self, Role.WATCHER);
    consumers.add(bus.listen(Topic.ANNOUNCE, controllers::received));
    consumers.add(bus.listen(Topic.OWNERSHIP, controllers::received));
    consumers.add(bus.consume(address, controllers::received));
    consumers.add(
        bus.answer(
            address,
            question ->
                world
                    .transfers()
                    .answer(question)
                    .or(() -> lookups.answer(question))
                    .orElseGet(() -> queries.reply(question))));
    metrics.sampling(controllers);
    measured = Optional.of(metrics);
    deployed = Optional.of(controllers);
  }

  /** Whatever controller of Fairlead's wrote last is no rival: no two have the same children. */
  private static Rivals rivals(FieldManagers managers) {
    return ref -> {
      try {
        return managers.last(ref, manager -> !manager.startsWith("fairlead"));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    };
  }

  private Opening opening(Surroundings world) {
    Spreading spreading = new Spreading(self, world.loop());
    return switch (settings.ownership()) {
      case OwnershipSettings.Alone(long epoch) ->
          new OpenAlone(Clocks.of(time), epoch, settings.cut(), spreading);
      case OwnershipSettings.Leased(String namespace, String mesh, var elector) -> {
        Writer writer = kube.writer().within(LEASE_CALL);
        Leases leases = new Leases(writer, namespace, mesh, time);
        LayoutBooks books = new LayoutBooks(writer, namespace, mesh);
        Map<Partition, Long> heardEpochs = new HashMap<>();
        PartitionWatch.Contest contest =
            (partition, of, candidate) ->
                new Election(
                    self,
                    partition,
                    of,
                    elector.with(world.random().nextLong()),
                    leases,
                    settings.deaths(),
                    bus,
                    world.loop(),
                    heardEpochs,
                    candidate);
        yield new OpenByLease(
            Clocks.of(time), contest, world.loop(), books, settings.cut(), spreading);
      }
    };
  }

  /**
   * A process of the mesh is missed, or fell silent. From any thread; without effect before the
   * watcher is deployed.
   */
  public void suspected(Incarnation process) {
    tell(controllers -> controllers.suspected(process));
  }

  /**
   * Treats controllers otherwise from now on: their backoff, queue, resync and pause. From any
   * thread; without effect before the watcher is deployed.
   */
  public void treat(ControllerSettings.Of other) {
    tell(controllers -> controllers.treat(other));
  }

  /**
   * Watches these namespaces from now on, empty for all, beside what controllers declare. From any
   * thread; without effect before the watcher is deployed.
   */
  public void narrow(List<String> namespaces) {
    tell(controllers -> controllers.narrow(namespaces));
  }

  /** A process that was suspected is there. From any thread. */
  public void trusted(Incarnation process) {
    tell(controllers -> controllers.trusted(process));
  }

  private void tell(Consumer<Controllers> news) {
    Optional.ofNullable(context)
        .ifPresent(mine -> mine.runOnContext(_ -> deployed.ifPresent(news)));
  }

  /** Gives up what it owns, so that others can take over at once, and stops. */
  @Override
  public void stop(Promise<Void> stopped) {
    leaving = true;
    deployed.ifPresent(Controllers::leave);
    checkLeft();
    long timer = vertx.setTimer(LEAVE.toMillis(), _ -> left.tryComplete());
    left.future()
        .onComplete(_ -> {
          vertx.cancelTimer(timer);
          close(stopped);
        });
  }

  private void checkLeft() {
    if (leaving && deployed.map(Controllers::left).orElse(true)) {
      left.tryComplete();
    }
  }

  private void close(Promise<Void> stopped) {
    deployed.ifPresent(Controllers::close);
    deployed = Optional.empty();
    measured.ifPresent(WatcherMetrics::close);
    Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .<Void>mapEmpty()
        .onComplete(stopped);
  }

  private void healthChanged(Controllers controllers) {
    health =
        new WatcherHealth(
            controllers.all().stream()
                .map(controller ->
                    new WatcherHealth.Controller(
                        controller.declaration().controller(),
                        controller.synced() && controller.ownershipProblems().isEmpty(),
                        controllers.problems(controller)))
                .toList());
    settings.health().accept(health);
    checkLeft();
  }
}
