package dev.fairlead.acceptance;

import java.util.concurrent.TimeUnit;

/**
 * Something that is done again and again, with a pause between, by a thread of its own, until it is
 * closed.
 */
final class Repeated implements AutoCloseable {

  private final Runnable action;
  private final int pauseMillis;
  private final Thread thread;
  private volatile boolean over;

  /** Begins; the name is the thread's. */
  Repeated(String name, int pauseMillis, Runnable action) {
    this.action = action;
    this.pauseMillis = pauseMillis;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    while (!over) {
      action.run();
      try {
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  /** Waits until it has been done for the last time. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
