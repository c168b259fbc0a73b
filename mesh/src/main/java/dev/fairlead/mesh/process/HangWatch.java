package dev.fairlead.mesh.process;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process whose event loops do not turn: it can neither keep nor give back what it has
 * promised, and others wait for it. A thread of its own asks every loop to turn and counts the
 * rounds in vain. A round in which that thread itself came late counts for nothing: then the whole
 * process was stopped, and is given its time to come back. It ends with the loops.
 */
final class HangWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);

  static final Duration ROUND = Duration.ofSeconds(1);
  static final int ROUNDS_MAX = 10;

  private final List<Loop> loops = new ArrayList<>();
  private final Duration round;
  private final Runnable end;
  private final Thread thread;
  private volatile boolean closed;

  private HangWatch(Vertx vertx, Duration round, Runnable end) {
    this.round = round;
    this.end = end;
    for (EventExecutor executor : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      loops.add(new Loop(executor));
    }
    this.thread = Thread.ofPlatform().daemon().name("fairlead-hang-watch").unstarted(this::watch);
  }

  /** Watches the event loops; ends the process with exit code 1. */
  static HangWatch over(Vertx vertx) {
    return over(vertx, ROUND, () -> Runtime.getRuntime().halt(1));
  }

  /** The same with rounds of another length and another end, for tests. */
  static HangWatch over(Vertx vertx, Duration round, Runnable end) {
    HangWatch watch = new HangWatch(vertx, round, end);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    long before = System.nanoTime();
    while (!closed && loops.stream().anyMatch(Loop::open)) {
      loops.forEach(Loop::ask);
      try {
        Thread.sleep(round);
      } catch (InterruptedException closing) {
        return;
      }
      long now = System.nanoTime();
      boolean late = now - before > 3 * round.toNanos();
      before = now;
      for (Loop loop : loops) {
        if (loop.hangs(late) && !closed) {
          LOG.error(
              "The event loop {} has not turned for {} s: this process ends, so that others can do"
                  + " its work. What it does instead is in the stack; it must not block there.",
              loop.name(),
              round.multipliedBy(ROUNDS_MAX).toSeconds(),
              loop.stack());
          end.run();
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** One event loop. */
  private static final class Loop {

    private final EventExecutor executor;
    private volatile boolean turned = true;
    private volatile @Nullable Thread thread;
    private int inVain;

    Loop(EventExecutor executor) {
      this.executor = executor;
    }

    boolean open() {
      return !executor.isShuttingDown();
    }

    /** Asks it to turn, unless it has not done so since it was asked last. */
    void ask() {
      if (turned && open()) {
        turned = false;
        executor.execute(() -> {
          thread = Thread.currentThread();
          turned = true;
        });
      }
    }

    boolean hangs(boolean late) {
      inVain = turned || late || !open() ? 0 : inVain + 1;
      return inVain >= ROUNDS_MAX;
    }

    String name() {
      Thread known = thread;
      return known == null ? "(not named yet)" : known.getName();
    }

    Throwable stack() {
      Throwable stack = new Throwable(name());
      Thread known = thread;
      stack.setStackTrace(known == null ? new StackTraceElement[0] : known.getStackTrace());
      return stack;
    }
  }
}
