package dev.fairlead.bench.jmh;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.metrics.WatcherMetrics;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that is counted and measured of one attempt with two writes, exemplars included, at its
 * worker and at its owner; and what a scrape takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Metrics {

  private static final Token TOKEN =
      new Token(Partition.whole("memcached"), 3, new NamespacedName("default", "cache"), 42);
  private static final TraceContext TRACE =
      new TraceContext(
          Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  private static final List<Reason> REASONS =
      List.of(Reason.of(Reason.Type.CHILD_CHANGED, "Deployment default/cache changed"));
  private static final Execution.Written WRITTEN = new Execution.Written(List.of(), TRACE);
  private static final Execution.End END =
      new Execution.End(new Outcome.Done(), WRITTEN, Waits.NONE);
  private static final Finished FINISHED =
      new Finished(TOKEN, new Incarnation("w"), new Outcome.Done(), List.of(), 3, TRACE);

  private static final Execution ATTEMPT =
      new Execution() {
        @Override
        public End run() {
          return END;
        }

        @Override
        public void cancel(String why) {}

        @Override
        public Written soFar() {
          return WRITTEN;
        }
      };

  private final Vertx vertx = Vertx.vertx();
  private final Telemetry telemetry = Telemetry.open(Map.of(), "bench", "0");
  private final WatcherMetrics watcher =
      new WatcherMetrics(
          telemetry.meters(), new EventLoop(vertx.getOrCreateContext(), Timekeeper.system()));
  private final ReconcileMetrics reconciler =
      new ReconcileMetrics(telemetry.meters(), TOKEN.partition().controller());
  private final Gate gate = reconciler.measured(token -> new GateDecision.Pass(1));

  @TearDown
  public void close() {
    telemetry.close();
    vertx.close();
  }

  /** At the owner: it becomes due, is given out, is over. */
  @Benchmark
  public void owner() {
    watcher.added(TOKEN.partition(), 1);
    watcher.assigned(TOKEN, REASONS, TRACE, Duration.ofMillis(2));
    watcher.over(FINISHED);
  }

  /** At the worker: it runs, and asks the gate twice. */
  @Benchmark
  public Execution.End worker() {
    gate.ask(TOKEN);
    gate.ask(TOKEN);
    return reconciler.measured(ATTEMPT).run();
  }

  /** Everything as text. */
  @Benchmark
  public Telemetry.Scrape scrape() {
    return telemetry.scrape("application/openmetrics-text");
  }
}
