package dev.fairlead.launcher.process;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.ClusterSettings;
import dev.fairlead.mesh.cluster.TlsSettings;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which mesh a process belongs to.
 *
 * @param name of the mesh
 * @param cluster how it joins others; without it the process is a mesh of its own and opens no port
 *     for others
 * @param ownership how its watcher comes to own controllers
 */
public record MeshSettings(
    String name, Optional<ClusterSettings> cluster, OwnershipSettings ownership) {

  /** The name of a mesh that nobody named. */
  public static final String NAME = "fairlead";

  /** A process beside which no other can be: it needs no Lease. */
  public static final MeshSettings ALONE =
      new MeshSettings(NAME, Optional.empty(), new OwnershipSettings.Alone(1));

  /**
   * What is configured. A process with all roles that is to join nobody opens no port for others.
   */
  public static MeshSettings of(Configuration configuration, Set<Role> roles) {
    Configuration.Mesh mesh = configuration.mesh();
    boolean alone =
        mesh.join().isEmpty()
            && mesh.serviceDns().isEmpty()
            && roles.containsAll(EnumSet.complementOf(EnumSet.of(Role.WEBHOOK)));
    ClusterSettings cluster =
        new ClusterSettings(
            roles,
            mesh.join(),
            mesh.serviceDns(),
            mesh.host(),
            mesh.busPort(),
            mesh.clusterPort(),
            mesh.sidecar(),
            mesh.tls().map(tls -> new TlsSettings(tls.certificate(), tls.key(), tls.ca())));
    LeaderElectorSettings election =
        new LeaderElectorSettings(
            configuration.lease().duration(),
            configuration.lease().renewDeadline(),
            configuration.lease().retry(),
            configuration.dispatch().permit(),
            alone,
            new SplittableRandom().nextLong());
    return new MeshSettings(
        mesh.name(),
        alone ? Optional.empty() : Optional.of(cluster),
        new OwnershipSettings.Leased(
            configuration.kubernetes().leaseNamespace(), mesh.name(), election));
  }
}
