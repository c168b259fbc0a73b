package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import java.util.Optional;
import java.util.Set;

/**
 * One process of a mesh, as it tells of itself.
 *
 * @param mesh the name of the mesh that it belongs to
 * @param version of the program
 * @param host where it listens; a mesh of one process does not, and has no ports
 * @param sidecar whether a proxy stands before it, by its own word or by what who dials it sees
 * @param pod where it runs, if the status of that Pod tells of its end
 */
public record Member(
    Incarnation incarnation,
    Set<Role> roles,
    String mesh,
    String version,
    ProtocolLevel level,
    String host,
    int clusterPort,
    int busPort,
    boolean sidecar,
    Optional<Pod> pod) {

  public Member {
    roles = Set.copyOf(roles);
  }

  /** A process that is a mesh of its own, and listens nowhere. */
  public static Member single(Incarnation incarnation, String mesh, String version) {
    return new Member(
        incarnation,
        Set.of(),
        mesh,
        version,
        ProtocolLevel.CURRENT,
        "localhost",
        0,
        0,
        false,
        Optional.empty());
  }

  /** Where it is greeted, and where it can be {@linkplain Probe asked} whether it is alive. */
  public Doorbell doorbell() {
    return new Doorbell(endpoint(), sidecar);
  }

  /** The same behind a proxy, as who dials it has seen. */
  Member proxied() {
    return new Member(
        incarnation,
        roles,
        mesh,
        version,
        level,
        host,
        clusterPort,
        busPort,
        /* sidecar= */ true,
        pod);
  }

  Member at(int otherClusterPort, int otherBusPort) {
    return new Member(
        incarnation,
        roles,
        mesh,
        version,
        level,
        host,
        otherClusterPort,
        otherBusPort,
        sidecar,
        pod);
  }

  Endpoint endpoint() {
    return new Endpoint(host, clusterPort);
  }

  @Override
  public String toString() {
    return "%s at %s".formatted(incarnation, endpoint());
  }
}
