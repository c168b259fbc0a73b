package dev.fairlead.reconciler.pool;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pools that attempts of one process have asked for. Thread-safe. */
public final class Pools {

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Slots> slots = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param namespace where their Leases are
   */
  public Pools(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The slots of a declared pool. */
  public Slots slots(String pool) {
    return slots.computeIfAbsent(
        pool, name -> new Slots(client, namespace, name, System::nanoTime));
  }
}
