package dev.fairlead.mesh.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's clocks, with the timers of Vert.x. */
enum SystemTime implements Timekeeper {
  INSTANCE;

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public Timer at(Context context, long atMillis, Runnable task) {
    Vertx vertx = context.owner();
    long delay = Math.max(1, atMillis - monotonicMillis());
    long id = vertx.setTimer(delay, _ -> context.runOnContext(_ -> task.run()));
    return () -> vertx.cancelTimer(id);
  }
}
