package dev.fairlead.testkit;

import dev.fairlead.sandbox.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The clock of a test's cluster and mesh. It goes on by itself, as clocks do, and can be moved
 * ahead. For one thread.
 */
public final class TestClock implements InstantSource {

  /** Well below a beat: nobody is taken for dead because time passes quickly. */
  private static final Duration STEP = Duration.ofMillis(500);

  /** A timer's task sends a message, its receiver answers, and that answer is heard. */
  private static final int HOPS = 4;

  /** An attempt that takes longer than this is left to meet its deadline. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MovableClock clock;
  private final TestTime time;
  private final IntSupplier running;

  TestClock(MovableClock clock, TestTime time, IntSupplier running) {
    this.clock = clock;
    this.time = time;
    this.running = running;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  /**
   * Lets time pass: whatever falls due meanwhile happens in its order, in the sandbox and in the
   * mesh, and attempts that it sets off have ended before more time passes. An hour takes a second
   * or two.
   */
  public void advance(Duration by) {
    long patienceEndNanos = System.nanoTime() + PATIENCE.toNanos();
    Duration left = by;
    try {
      while (left.isPositive()) {
        Duration step = left.compareTo(STEP) < 0 ? left : STEP;
        clock.move(step);
        left = left.minus(step);
        settle(patienceEndNanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while time passed", interrupted);
    }
  }

  private void settle(long patienceEndNanos) throws InterruptedException {
    do {
      for (int hop = 0; hop < HOPS; hop++) {
        time.pass();
      }
      if (running.getAsInt() == 0) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    } while (System.nanoTime() < patienceEndNanos);
  }
}
