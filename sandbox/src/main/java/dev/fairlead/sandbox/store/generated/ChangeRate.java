package dev.fairlead.sandbox.store.generated;

import dev.fairlead.sandbox.store.Generator;
import dev.fairlead.sandbox.store.Store;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Changes generated objects at a rate until it is closed, in an order that the seed decides.
 * Objects that somebody has written or deleted are passed over. It has a virtual thread of its own.
 */
public final class ChangeRate implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(10);

  private final Store store;
  private final Generator generator;
  private final double perSecond;
  private final SplittableRandom random;
  private final Thread thread;

  private ChangeRate(Store store, Generator generator, double perSecond, long seed) {
    this.store = store;
    this.generator = generator;
    this.perSecond = perSecond;
    this.random = new SplittableRandom(seed);
    this.thread = Thread.ofVirtual().name("sandbox-changes").unstarted(this::run);
  }

  /**
   * @param generator whose objects are in the store
   */
  public static ChangeRate start(Store store, Generator generator, double perSecond, long seed) {
    ChangeRate rate = new ChangeRate(store, generator, perSecond, seed);
    rate.thread.start();
    return rate;
  }

  private void run() {
    long start = System.nanoTime();
    long done = 0;
    while (!Thread.currentThread().isInterrupted()) {
      long due = (long) ((System.nanoTime() - start) / 1e9 * perSecond);
      for (; done < due; done++) {
        store.vary(generator.key(random.nextInt(generator.count())));
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException e) {
        return; // Closed.
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
