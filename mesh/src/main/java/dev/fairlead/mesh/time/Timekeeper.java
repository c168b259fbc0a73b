package dev.fairlead.mesh.time;

import io.vertx.core.Context;
import java.time.InstantSource;

/** The clocks and timers of a process. Thread-safe. */
public interface Timekeeper extends InstantSource {

  /** A clock that never goes back; its zero means nothing. */
  long monotonicMillis();

  /**
   * Runs a task on the context once {@link #monotonicMillis} has come to this time, or soon after.
   */
  Timer at(Context context, long atMillis, Runnable task);

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Timer {

    /** Does not run the task, unless that has been handed to its context already. */
    void cancel();
  }

  /** The machine's own. */
  static Timekeeper system() {
    return SystemTime.INSTANCE;
  }
}
