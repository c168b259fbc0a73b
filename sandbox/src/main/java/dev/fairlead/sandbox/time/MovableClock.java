package dev.fairlead.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's time plus what a test has added. Everything in the server that waits for a time
 * waits here, so that moving the clock makes it happen. Thread-safe.
 *
 * <p>Tasks run one after another on the clock's own virtual thread, in the order of their times;
 * they hand longer work to somebody else. There are as many tasks waiting as the server has things
 * that wait: each schedules its next one only when it has run.
 */
public final class MovableClock implements InstantSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MovableClock.class);

  /** Something that waits for its time. */
  public interface Task {

    /** Takes it back; nothing happens if it has run already. */
    void cancel();
  }

  private record Waiting(Instant at, long order, Runnable work) {}

  private final InstantSource machine;
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(Comparator.comparing(Waiting::at).thenComparingLong(Waiting::order));
  private Duration added = Duration.ZERO;
  private long count;
  private boolean closed;
  private @Nullable Thread thread;

  public MovableClock() {
    this(InstantSource.system());
  }

  public MovableClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public synchronized Instant instant() {
    return machine.instant().plus(added);
  }

  /** Lets this much time pass at once. */
  public synchronized void move(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock moves forward only: " + by);
    }
    added = added.plus(by);
    notifyAll();
  }

  /** Runs the work when its time has come; at once if that is past. */
  public synchronized Task at(Instant at, Runnable work) {
    if (closed) {
      return () -> {};
    }
    Waiting waiting = new Waiting(at, count++, work);
    queue.add(waiting);
    if (thread == null) {
      thread = Thread.ofVirtual().name("sandbox-clock").start(this::run);
    }
    notifyAll();
    return () -> cancel(waiting);
  }

  public Task after(Duration delay, Runnable work) {
    return at(instant().plus(delay), work);
  }

  private synchronized void cancel(Waiting waiting) {
    queue.remove(waiting);
  }

  private void run() {
    try {
      for (Runnable work = next(); work != null; work = next()) {
        perform(work);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that throws must not take the others with it. */
  private static void perform(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a task of the sandbox's clock failed", e);
    }
  }

  /** Waits for the next task; null once closed. */
  private synchronized @Nullable Runnable next() throws InterruptedException {
    while (!closed) {
      Waiting first = queue.peek();
      if (first == null) {
        wait();
        continue;
      }
      long millis = Duration.between(instant(), first.at()).toMillis();
      if (Duration.between(instant(), first.at()).compareTo(Duration.ZERO) <= 0) {
        return queue.remove().work();
      }
      TimeUnit.MILLISECONDS.timedWait(this, Math.max(1, millis));
    }
    return null;
  }

  /** Forgets all that wait. */
  @Override
  public synchronized void close() {
    closed = true;
    queue.clear();
    notifyAll();
  }
}
