package dev.fairlead.watcher;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.query.Queries;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The watcher role of a process: it takes up every controller that workers announce, watches what
 * the controller declares, and gives what is due to workers. To be deployed once, on an event loop;
 * {@link #health()} may be asked from any thread. It does not close the connection.
 */
public final class WatcherVerticle extends AbstractVerticle {

  private final KubeConnection kube;
  private final MeshBus bus;
  private final Incarnation self;
  private final Timekeeper time;
  private final WatcherSettings settings;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private volatile WatcherHealth health = WatcherHealth.NONE;
  private Runnable close = () -> {};

  /** Wires a watcher; nothing happens before it is deployed. */
  public WatcherVerticle(
      KubeConnection kube,
      MeshBus bus,
      Incarnation self,
      Timekeeper time,
      WatcherSettings settings) {
    this.kube = kube;
    this.bus = bus;
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
    Surroundings world =
        new Surroundings(loop, time, bus, kube.stream(), new SecureRandom(), settings.observer());
    Controllers controllers =
        new Controllers(
            self,
            settings.epoch(),
            settings.namespaces(),
            settings.dispatcher(),
            kube.restMapper(),
            world,
            this::healthChanged);
    Queries queries = new Queries(controllers, world);
    Address address = new Address(self, Role.WATCHER);
    consumers.add(bus.listen(Topic.ANNOUNCE, controllers::received));
    consumers.add(bus.consume(address, controllers::received));
    consumers.add(bus.answer(address, queries::answer));
    close = controllers::close;
  }

  @Override
  public void stop(Promise<Void> stopped) {
    close.run();
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
                        controller.synced(),
                        controllers.problems(controller)))
                .toList());
    settings.health().accept(health);
  }
}
