package dev.fairlead.bench.work;

import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.cluster.Manifests;
import java.nio.charset.StandardCharsets;

/**
 * Deployments that no Memcached owns. An operator sees them, since it watches Deployments, and has
 * nothing to do for them.
 */
public final class Strangers {

  private static final int NAMESPACES = 20;

  private final Cluster cluster;
  private final int padding;
  private int count;

  /** None so far; each is to have so many bytes of JSON, as the server keeps it. */
  public Strangers(Cluster cluster, int bytes) {
    this.cluster = cluster;
    for (int number = 0; number < NAMESPACES; number++) {
      cluster.createNamespace(namespace(number));
    }
    String smallest =
        cluster.createDeployment(namespace(0), Manifests.strangerDeployment("measure", 1));
    cluster.deleteDeployment(namespace(0), "measure");
    this.padding = Math.max(1, bytes - smallest.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Makes so many. */
  public void grow(int wanted) {
    int before = count;
    Load.asFastAsPossible(
        Math.max(0, wanted - before),
        number -> {
          int next = before + number;
          cluster.createDeployment(
              namespace(next % NAMESPACES), Manifests.strangerDeployment("shop-" + next, padding));
        });
    count = Math.max(before, wanted);
  }

  private static String namespace(int number) {
    return "shops-" + number;
  }
}
