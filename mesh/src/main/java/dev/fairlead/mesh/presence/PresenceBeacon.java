package dev.fairlead.mesh.presence;

import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Topic;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Tells the mesh, at once and then with every beat, that this process is there. The load is that of
 * the host over its processors, between 0 and 1.
 */
public final class PresenceBeacon implements AutoCloseable {

  private final Vertx vertx;
  private final MeshBus bus;
  private final Presence self;
  private final long timer;

  private PresenceBeacon(Vertx vertx, MeshBus bus, Presence self, Duration beat) {
    this.vertx = vertx;
    this.bus = bus;
    this.self = self;
    publish();
    this.timer = vertx.setPeriodic(beat.toMillis(), _ -> publish());
  }

  /**
   * Begins to tell of a process.
   *
   * @param self what it is; of the roles the deployed ones only, so that nobody asks in vain; the
   *     load is found out anew for each beat
   */
  public static PresenceBeacon light(Vertx vertx, MeshBus bus, Presence self, Duration beat) {
    return new PresenceBeacon(vertx, bus, self, beat);
  }

  /** Tells it out of turn: somebody is there who has not heard it. */
  public void publish() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    double share = load / Runtime.getRuntime().availableProcessors();
    bus.publish(Topic.PRESENCE, self.withLoad(Math.clamp(share, 0, 1)));
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
