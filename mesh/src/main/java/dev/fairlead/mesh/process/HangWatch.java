package dev.fairlead.mesh.process;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadProperties;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process whose event loops do not turn: it can neither keep nor give back what it has
 * promised, and others wait for it. A thread of its own asks every loop to turn, round after round,
 * and counts the time that a loop has {@link Stall had} without doing so. To have waited counts for
 * nothing in a round in which that thread itself came late: then the whole process was stopped. It
 * ends with the loops.
 */
final class HangWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);

  static final Duration ROUND = Duration.ofSeconds(1);
  static final int ROUNDS_MAX = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Loop> loops = new ArrayList<>();
  private final Duration round;
  private final Runnable end;
  private final Thread thread;
  private volatile boolean closed;

  private HangWatch(Vertx vertx, Duration round, Runnable end) {
    this.round = round;
    this.end = end;
    for (EventExecutor executor : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      loops.add(new Loop(executor, new Stall(round, ROUNDS_MAX)));
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
    private final Stall stall;
    private volatile boolean turned = true;

    Loop(EventExecutor executor, Stall stall) {
      this.executor = executor;
      this.stall = stall;
    }

    boolean open() {
      return !executor.isShuttingDown();
    }

    /** Asks it to turn, unless it has not done so since it was asked last. */
    void ask() {
      if (turned && open()) {
        turned = false;
        executor.execute(() -> turned = true);
      }
    }

    boolean hangs(boolean late) {
      if (turned || !open()) {
        stall.over();
        return false;
      }
      ThreadProperties thread = thread();
      return stall.round(waits(thread) && !late, THREADS.getThreadCpuTime(thread.id()));
    }

    /** A thread in native code without computing waits too, for a disk or a socket. */
    private static boolean waits(ThreadProperties thread) {
      StackTraceElement[] stack = thread.stackTrace();
      return thread.state() != Thread.State.RUNNABLE
          || (stack.length > 0 && stack[0].isNativeMethod());
    }

    /** It has been asked to turn, so there is one. */
    private ThreadProperties thread() {
      return ((SingleThreadEventExecutor) executor).threadProperties();
    }

    String name() {
      return thread().name();
    }

    Throwable stack() {
      ThreadProperties known = thread();
      Throwable stack = new Throwable(known.name());
      stack.setStackTrace(known.stackTrace());
      return stack;
    }
  }
}
