package dev.fairlead.watcher;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.AbstractVerticle;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/**
 * The watcher role of a process: it takes up every controller that workers announce, watches what
 * the controller declares, and gives what is due to workers. To be deployed once, on an event loop;
 * {@link #health()} may be asked from any thread. It does not close the connection.
 */
public final class WatcherVerticle extends AbstractVerticle {

  private final KubeConnection kube;
  private final MeshBus bus;
  private final Incarnation self;
  private final InstantSource wallClock;
  private final WatcherSettings settings;
  private final WatcherHealth health = WatcherHealth.NONE;

  /** Wires a watcher; nothing happens before it is deployed. */
  public WatcherVerticle(
      KubeConnection kube,
      MeshBus bus,
      Incarnation self,
      InstantSource wallClock,
      WatcherSettings settings) {
    this.kube = kube;
    this.bus = bus;
    this.self = self;
    this.wallClock = wallClock;
    this.settings = settings;
  }

  /** How the controllers fare. */
  public WatcherHealth health() {
    return health;
  }

  @Override
  public void start() {
    settings.health().accept(health);
    LoggerFactory.getLogger(WatcherVerticle.class)
        .info("watching by {} for {} on {} at {}", self, kube.address(), bus, wallClock.instant());
  }
}
