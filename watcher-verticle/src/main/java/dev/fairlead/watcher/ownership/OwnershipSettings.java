package dev.fairlead.watcher.ownership;

import dev.fairlead.protocol.ownership.LeaderElectorSettings;

/** How a watcher comes to own partitions. */
public sealed interface OwnershipSettings {

  /**
   * Without Leases: it owns everything from its start. Only for where no other watcher can be, as
   * with a sandbox in the same process.
   *
   * @param epoch at which it owns
   */
  record Alone(long epoch) implements OwnershipSettings {}

  /**
   * By Leases.
   *
   * @param namespace where the Leases are
   * @param mesh the name of the mesh; a Lease of another one is left alone
   */
  record Leased(String namespace, String mesh, LeaderElectorSettings elector)
      implements OwnershipSettings {}
}
