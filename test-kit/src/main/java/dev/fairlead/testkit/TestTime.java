package dev.fairlead.testkit;

import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.sandbox.time.MovableClock;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The mesh's time, which is the sandbox's. */
final class TestTime implements Timekeeper {

  private final MovableClock clock;
  private final Set<Context> contexts = ConcurrentHashMap.newKeySet();

  TestTime(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long monotonicMillis() {
    return clock.millis();
  }

  @Override
  public Timer at(Context context, long atMillis, Runnable task) {
    contexts.add(context);
    MovableClock.Task waiting =
        clock.at(Instant.ofEpochMilli(atMillis), () -> context.runOnContext(_ -> task.run()));
    return waiting::cancel;
  }

  /**
   * Waits until everything that is due by now has been handed to its event loop, and each of them
   * has done what it had.
   */
  void pass() throws InterruptedException {
    CountDownLatch due = new CountDownLatch(1);
    clock.at(clock.instant(), due::countDown);
    await(due);
    List<Context> all = List.copyOf(contexts);
    CountDownLatch passed = new CountDownLatch(all.size());
    all.forEach(context -> context.runOnContext(_ -> passed.countDown()));
    await(passed);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "an event loop of the mesh did nothing for 10 s: it is blocked, or the mesh is closed");
    }
  }
}
