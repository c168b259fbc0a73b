package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.telemetry.TraceSpan;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Questions over the bus for whoever may block. Thread-safe.
 *
 * @param context where the bus is spoken to
 * @param timeout how long an answer is waited for
 */
record Questions(Context context, MeshBus bus, Duration timeout) {

  /**
   * Asks, as a step of the span that is current on the calling thread; fails if no answer came in
   * time, or a failure did.
   */
  <R> CompletableFuture<R> send(Address to, Object question, Class<R> answer) {
    CompletableFuture<R> reply = new CompletableFuture<>();
    Runnable asking =
        TraceSpan.carrying(() ->
            bus.request(to, question, timeout, answer)
                .onComplete(reply::complete, reply::completeExceptionally));
    context.runOnContext(now -> asking.run());
    return reply;
  }

  /** Asks and waits. */
  <R> R ask(Address to, Object question, Class<R> answer)
      throws InterruptedException, ExecutionException {
    return send(to, question, answer).get();
  }

  /** What went wrong, in its own words. */
  static String explain(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }
}
