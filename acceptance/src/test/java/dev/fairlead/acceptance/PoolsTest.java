package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Pool;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.ResourcePool;
import dev.fairlead.sdk.Result;
import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pool as docs/SDK.md shows it, on the sandbox. */
@FairleadTest(PoolsTest.Licensed.class)
class PoolsTest {

  private static final AtomicInteger HELD = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();
  private static final CountDownLatch OPEN = new CountDownLatch(1);

  /** Calls a service of which only one call at a time is licensed. */
  @Controller(name = "licensed", ready = "Served")
  @Pool(name = "licences", capacity = 1)
  static final class Licensed implements Reconciler<Memcached> {

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context)
        throws InterruptedException {
      try (ResourcePool.Permit _ = context.pool("licences").acquire()) {
        callTheService();
      }
      return Outcome.done();
    }
  }

  private static void callTheService() throws InterruptedException {
    MOST.accumulateAndGet(HELD.incrementAndGet(), Math::max);
    try {
      OPEN.await();
    } finally {
      HELD.decrementAndGet();
    }
  }

  @Test
  void whatHasNoPermitWaitsAndSaysSo(TestCluster cluster) {
    Memcached one = memcached(cluster, "one");
    Memcached two = memcached(cluster, "two");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(cluster.why(one) + cluster.why(two))
                .contains("Waits for pool licences: 1 of 1 taken"));

    OPEN.countDown();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(cluster.why(one) + cluster.why(two)).doesNotContain("Waits for pool"));
    assertThat(MOST).hasValue(1);
  }

  private static Memcached memcached(TestCluster cluster, String name) {
    cluster.apply(
        "{apiVersion: cache.example.com/v1, kind: Memcached, metadata: {name: %s}, spec: {replicas: 1}}"
            .formatted(name));
    return cluster.get(Memcached.class, name);
  }
}
