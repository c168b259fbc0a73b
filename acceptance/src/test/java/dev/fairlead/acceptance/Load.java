package dev.fairlead.acceptance;

import dev.fairlead.operators.memcached.Memcached;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who create Memcacheds and scale them, one change after the other, until it is closed. What
 * the API server refuses is tried again.
 */
final class Load implements AutoCloseable {

  private static final int REPLICAS_MAX = 9;

  private final Cluster cluster;
  private final int objects;
  private final int pauseMillis;
  private final Random random = new Random(7);
  private final AtomicInteger changes = new AtomicInteger();
  private final Thread thread;
  private volatile boolean over;

  /**
   * Begins.
   *
   * @param objects how many there will be
   * @param pauseMillis from one change to the next
   */
  Load(Cluster cluster, int objects, int pauseMillis) {
    this.cluster = cluster;
    this.objects = objects;
    this.pauseMillis = pauseMillis;
    this.thread = Thread.ofPlatform().daemon().name("load").start(this::run);
  }

  /** How many changes have been made. */
  int changes() {
    return changes.get();
  }

  private void run() {
    while (!over) {
      try {
        change("load-" + random.nextInt(objects), 1 + random.nextInt(REPLICAS_MAX));
        changes.incrementAndGet();
      } catch (KubernetesClientException refused) {
        // The server is away, or somebody was faster: the next one will do.
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private void change(String name, int replicas) {
    if (cluster.memcached(name).isEmpty()) {
      cluster.create(name, replicas);
    } else {
      cluster
          .client()
          .resources(Memcached.class)
          .inNamespace(cluster.namespace())
          .withName(name)
          .scale(replicas);
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
