package dev.fairlead.reconciler.attempt;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * One call of a user's code on a virtual thread of its own, so that an object can say that its
 * reconciler hangs while it still does.
 *
 * @param <R> what the code returns
 */
final class UserCode<R> {

  /** How a call ended. */
  sealed interface Ending<R> {

    /** It returned. */
    record Returned<R>(R result) implements Ending<R> {}

    /** It threw. */
    record Threw<R>(Throwable failure) implements Ending<R> {}

    /** It was interrupted at its deadline, and may still run. */
    record Late<R>() implements Ending<R> {}
  }

  private final FutureTask<R> task;
  private final Thread thread;

  /** A call that has not begun; {@code logFields} are in SLF4J's MDC while it runs. */
  UserCode(String name, Map<String, String> logFields, Callable<R> code) {
    this.task = new FutureTask<>(code);
    this.thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              MDC.setContextMap(logFields);
              task.run();
            });
  }

  /**
   * Runs the code and waits for its end, or for its deadline.
   *
   * @throws InterruptedException when the caller is interrupted; the code is, too
   */
  Ending<R> call(Duration deadline) throws InterruptedException {
    thread.start();
    try {
      return new Ending.Returned<>(task.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failure) {
      return new Ending.Threw<>(Optional.ofNullable(failure.getCause()).orElse(failure));
    } catch (TimeoutException late) {
      thread.interrupt();
      return new Ending.Late<>();
    } catch (InterruptedException cancelled) {
      thread.interrupt();
      throw cancelled;
    }
  }

  /** Waits until the thread is back, however long that takes and whoever interrupts. */
  void awaitEnd() {
    boolean back = thread.getState() == Thread.State.NEW;
    while (!back) {
      try {
        thread.join();
        back = true;
      } catch (InterruptedException again) {
        // The thread has been interrupted already; nothing is left to do but to wait.
        thread.interrupt();
      }
    }
  }
}
