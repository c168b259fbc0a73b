package dev.fairlead.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks again and again, for a while. */
final class Waiting {

  static final Duration MAX = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 5;

  private Waiting() {}

  /** What is found in the end; fails with the message if nothing is. */
  static <T> T until(Supplier<Optional<T>> look, Supplier<String> inVain) {
    long endNanos = System.nanoTime() + MAX.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > endNanos) {
        throw new AssertionError(inVain.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + inVain.get(), interrupted);
      }
    }
  }
}
