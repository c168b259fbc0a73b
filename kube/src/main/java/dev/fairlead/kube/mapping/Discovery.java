package dev.fairlead.kube.mapping;

/** Asks a server which resources it serves. */
@FunctionalInterface
public interface Discovery {

  /** Asks now; blocks. A group that cannot be asked is left out and reported in the table. */
  ResourceTable discover() throws DiscoveryException, InterruptedException;
}
