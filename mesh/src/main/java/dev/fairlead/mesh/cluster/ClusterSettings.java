package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.bus.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * With whom and how a process joins a mesh.
 *
 * @param roles what the process does, for the others to know
 * @param join members to ask; may name the process itself
 * @param serviceDns the name of a headless service that resolves to the members, which all have the
 *     cluster port of this process
 * @param host the address at which others reach this process; without it the Pod's, or that of the
 *     interface from which the others are reached
 * @param busPort of the event bus, 0 for any
 * @param clusterPort of greeting and heartbeat, 0 for any
 * @param tls of the mesh's own; none where a service mesh does it, or nobody
 */
public record ClusterSettings(
    Set<Role> roles,
    List<Endpoint> join,
    Optional<String> serviceDns,
    Optional<String> host,
    int busPort,
    int clusterPort,
    Sidecar sidecar,
    Optional<TlsSettings> tls) {

  public static final int BUS_PORT = 5710;
  public static final int CLUSTER_PORT = 5701;

  public ClusterSettings {
    roles = Set.copyOf(roles);
    join = List.copyOf(join);
  }

  /** Joins the members of a list, on the usual ports. */
  public static ClusterSettings joining(Set<Role> roles, List<Endpoint> join) {
    return new ClusterSettings(
        roles,
        join,
        Optional.empty(),
        Optional.empty(),
        BUS_PORT,
        CLUSTER_PORT,
        Sidecar.AUTO,
        Optional.empty());
  }

  /** The same at another host and on other ports. */
  public ClusterSettings at(String host, int busPort, int clusterPort) {
    return new ClusterSettings(
        roles, join, serviceDns, Optional.of(host), busPort, clusterPort, sidecar, tls);
  }
}
