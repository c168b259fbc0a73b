package dev.fairlead.mesh.presence;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import java.time.Instant;
import java.util.Set;

/** What a process tells of itself. */
public record Presence(
    Incarnation incarnation,
    Set<Role> roles,
    String host,
    String zone,
    String version,
    Instant since,
    double load) {

  public Presence {
    roles = Set.copyOf(roles);
  }

  /** The same under another load. */
  Presence withLoad(double other) {
    return new Presence(incarnation, roles, host, zone, version, since, other);
  }
}
