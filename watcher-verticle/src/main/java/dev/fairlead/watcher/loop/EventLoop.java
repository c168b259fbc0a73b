package dev.fairlead.watcher.loop;

import dev.fairlead.mesh.time.Timekeeper;
import io.vertx.core.Context;

/**
 * The event loop on which all state of a watcher lives, with its clock. {@link #execute} may be
 * called from any thread; whatever it is given runs on the loop, in order, and must not block.
 */
public final class EventLoop {

  private final Context context;
  private final Timekeeper time;

  /** The loop of a context. */
  public EventLoop(Context context, Timekeeper time) {
    this.context = context;
    this.time = time;
  }

  /** The time that machines are given. */
  public long nowMillis() {
    return time.monotonicMillis();
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

  Timekeeper.Timer at(long atMillis, Runnable ring) {
    return time.at(context, atMillis, ring);
  }
}
