package dev.fairlead.launcher.process;

import dev.fairlead.mesh.cluster.ClusterSettings;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.util.Optional;

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
}
