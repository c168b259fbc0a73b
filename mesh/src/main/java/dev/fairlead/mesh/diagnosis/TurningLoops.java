package dev.fairlead.mesh.diagnosis;

import dev.fairlead.mesh.diagnosis.Diagnosis.Loop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadProperties;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks every event loop of a Vert.x for a turn, and measures how long it takes to get to it. */
final class TurningLoops {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int FRAMES_MAX = 20;

  private final Vertx vertx;

  TurningLoops(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Blocks for a second at most, however many are late. */
  List<Loop> turn() throws InterruptedException {
    List<Asked> asked = new ArrayList<>();
    for (EventExecutor executor : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      if (executor instanceof SingleThreadEventExecutor loop && !loop.isShuttingDown()) {
        Asked one = new Asked(loop);
        asked.add(one);
        loop.execute(one::turned);
      }
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<Loop> loops = new ArrayList<>();
    for (Asked one : asked) {
      loops.add(one.answer(until));
    }
    return loops;
  }

  private static final class Asked {

    private final SingleThreadEventExecutor loop;
    private final long askedNanos = System.nanoTime();
    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile long turnedNanos;

    Asked(SingleThreadEventExecutor loop) {
      this.loop = loop;
    }

    void turned() {
      turnedNanos = System.nanoTime();
      latch.countDown();
    }

    Loop answer(long untilNanos) throws InterruptedException {
      boolean came = latch.await(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      ThreadProperties thread = loop.threadProperties();
      long nanos = (came ? turnedNanos : System.nanoTime()) - askedNanos;
      List<String> stack =
          came
              ? List.of()
              : Arrays.stream(thread.stackTrace())
                  .limit(FRAMES_MAX)
                  .map(StackTraceElement::toString)
                  .toList();
      return new Loop(thread.name(), TimeUnit.NANOSECONDS.toMillis(nanos), stack);
    }
  }
}
