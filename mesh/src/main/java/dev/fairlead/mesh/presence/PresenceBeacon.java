package dev.fairlead.mesh.presence;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.process.MeshProcess;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Tells the mesh, at once and then with every beat, that this process is there. The load is that of
 * the host over its processors, between 0 and 1.
 */
public final class PresenceBeacon implements AutoCloseable {

  private final MeshProcess process;
  private final Set<Role> roles;
  private final String zone;
  private final Instant since;
  private final long timer;

  private PresenceBeacon(MeshProcess process, Set<Role> roles, String zone, Duration beat) {
    this.process = process;
    this.roles = Set.copyOf(roles);
    this.zone = zone;
    this.since = Instant.now();
    publish();
    this.timer = process.vertx().setPeriodic(beat.toMillis(), _ -> publish());
  }

  /** Begins to tell of the roles; the deployed ones only, so that nobody asks in vain. */
  public static PresenceBeacon light(
      MeshProcess process, Set<Role> roles, String zone, Duration beat) {
    return new PresenceBeacon(process, roles, zone, beat);
  }

  private void publish() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    double share = load / Runtime.getRuntime().availableProcessors();
    process
        .bus()
        .publish(
            Topic.PRESENCE,
            new Presence(
                process.incarnation(),
                roles,
                process.host(),
                zone,
                process.version(),
                since,
                Math.clamp(share, 0, 1)));
  }

  @Override
  public void close() {
    process.vertx().cancelTimer(timer);
  }
}
