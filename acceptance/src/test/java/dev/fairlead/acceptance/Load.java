package dev.fairlead.acceptance;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who create Memcacheds and scale them, one change after the other, until it is closed. What
 * the API server refuses is tried again.
 */
final class Load implements AutoCloseable {

  private static final int REPLICAS_MAX = 9;

  private final Cluster cluster;
  private final int objects;
  private final Random random = new Random(7);
  private final AtomicInteger changes = new AtomicInteger();
  private final Repeated repeated;

  /**
   * Begins.
   *
   * @param objects how many there will be
   * @param pauseMillis from one change to the next
   */
  Load(Cluster cluster, int objects, int pauseMillis) {
    this.cluster = cluster;
    this.objects = objects;
    this.repeated = new Repeated("load", pauseMillis, this::change);
  }

  /** How many changes have been made. */
  int changes() {
    return changes.get();
  }

  private void change() {
    try {
      change("load-" + random.nextInt(objects), 1 + random.nextInt(REPLICAS_MAX));
      changes.incrementAndGet();
    } catch (KubernetesClientException refused) {
      // The server is away, or somebody was faster: the next one will do.
    }
  }

  private void change(String name, int replicas) {
    if (cluster.memcached(name).isEmpty()) {
      cluster.create(name, replicas);
    } else {
      cluster.scale(name, replicas);
    }
  }

  @Override
  public void close() {
    repeated.close();
  }
}
