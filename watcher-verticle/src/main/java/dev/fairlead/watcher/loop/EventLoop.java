package dev.fairlead.watcher.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * The event loop on which all state of a watcher lives, with its clock. {@link #execute} may be
 * called from any thread; whatever it is given runs on the loop, in order, and must not block.
 */
public final class EventLoop {

  private final Vertx vertx;
  private final Context context;
  private final LongSupplier clockMillis;

  /**
   * The loop of a context.
   *
   * @param clockMillis a clock that never goes back; its zero means nothing
   */
  public EventLoop(Vertx vertx, Context context, LongSupplier clockMillis) {
    this.vertx = vertx;
    this.context = context;
    this.clockMillis = clockMillis;
  }

  /** The time that machines are given. */
  public long nowMillis() {
    return clockMillis.getAsLong();
  }

  /** Runs a task on the loop, later. */
  public void execute(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  /** A timer that is not set; to be used on the loop. */
  public Alarm alarm(Runnable ring) {
    return new Alarm(this, ring);
  }

  /** Starts a virtual thread for work that blocks. */
  public Thread virtual(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  long setTimer(long delayMillis, Runnable ring) {
    return vertx.setTimer(Math.max(1, delayMillis), _ -> execute(ring));
  }

  void cancelTimer(long id) {
    vertx.cancelTimer(id);
  }
}
