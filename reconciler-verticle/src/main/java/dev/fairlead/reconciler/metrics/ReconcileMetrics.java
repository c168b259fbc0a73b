package dev.fairlead.reconciler.metrics;

import dev.fairlead.mesh.telemetry.Exemplars;
import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Gate;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one controller in this process. All series are there, at zero, from the start to
 * {@link #close}. Thread-safe; a count takes well below a microsecond.
 */
public final class ReconcileMetrics implements AutoCloseable {

  /** As controller-runtime names what comes of a reconcile. */
  private enum Result {
    SUCCESS,
    ERROR,
    REQUEUE,
    REQUEUE_AFTER;

    static Result of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Done _ -> SUCCESS;
        case Outcome.LookAgain _, Outcome.RetryAfter _ -> REQUEUE_AFTER;
        case Outcome.Stale _, Outcome.Abandoned _ -> REQUEUE;
        case Outcome.Failed _, Outcome.Rejected _ -> ERROR;
      };
    }
  }

  private final MeterGroup meters;
  private final Map<Result, Counter> results = new EnumMap<>(Result.class);
  private final Map<GateDecision.Why, Counter> refused = new EnumMap<>(GateDecision.Why.class);
  private final Counter errors;
  private final Counter terminalErrors;
  private final Counter panics;
  private final Counter timeouts;
  private final Timer time;
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger max = new AtomicInteger();

  /** Of a controller that runs nothing yet. */
  public ReconcileMetrics(Meters registry, String controller) {
    meters = registry.group("controller", controller);
    for (Result result : Result.values()) {
      results.put(
          result,
          meters.counter(
              "controller_runtime_reconcile_total",
              "Attempts that ended, by result",
              "result",
              lowerCase(result)));
    }
    for (GateDecision.Why why : GateDecision.Why.values()) {
      refused.put(
          why,
          meters.counter(
              "fairlead_refused_writes_total",
              "Writes that the gate did not let out, by reason",
              "reason",
              lowerCase(why)));
    }
    errors =
        meters.counter(
            "controller_runtime_reconcile_errors_total", "Attempts that ended in an error");
    terminalErrors =
        meters.counter(
            "controller_runtime_terminal_reconcile_errors_total",
            "Attempts that ended in an error that trying again cannot help");
    panics =
        meters.counter(
            "controller_runtime_reconcile_panics_total",
            "Attempts whose reconciler broke off by an unchecked exception");
    timeouts =
        meters.counter(
            "controller_runtime_reconcile_timeouts_total",
            "Attempts whose reconciler did not return before its deadline");
    time =
        meters.timer(
            "controller_runtime_reconcile_time_seconds",
            "How long attempts took",
            MeterGroup.RECONCILE_BUCKETS);
    meters.gauge(
        "controller_runtime_active_workers", "Attempts that run now, in this process", active::get);
    meters.gauge(
        "controller_runtime_max_concurrent_reconciles",
        "Attempts that may run at once, in this process",
        max::get);
  }

  /** So many attempts may run at once. */
  public void limit(int attempts) {
    max.set(attempts);
  }

  /** The reconciler threw. */
  public void threw(Throwable failure) {
    boolean answered = failure instanceof KubernetesClientException;
    if (failure instanceof Error || (failure instanceof RuntimeException && !answered)) {
      panics.increment();
    }
  }

  /** The reconciler did not return before its deadline. */
  public void timedOut() {
    timeouts.increment();
  }

  /** The same gate, whose refusals are counted. */
  public Gate measured(Gate gate) {
    return token -> {
      GateDecision decision = gate.ask(token);
      if (decision instanceof GateDecision.Refuse(GateDecision.Why why)) {
        count(refused.get(why));
      }
      return decision;
    };
  }

  /** The same attempt, counted and measured. */
  public Execution measured(Execution execution) {
    return new Execution() {
      @Override
      public End run() {
        active.incrementAndGet();
        long began = System.nanoTime();
        try {
          End end = execution.run();
          long took = System.nanoTime() - began;
          Exemplars.of(end.written().trace(), () -> ended(end.outcome(), took));
          return end;
        } finally {
          active.decrementAndGet();
        }
      }

      @Override
      public void cancel(String why) {
        execution.cancel(why);
      }

      @Override
      public Written soFar() {
        return execution.soFar();
      }
    };
  }

  private void ended(Outcome outcome, long tookNanos) {
    time.record(tookNanos, TimeUnit.NANOSECONDS);
    Result result = Result.of(outcome);
    count(results.get(result));
    if (result == Result.ERROR) {
      errors.increment();
    }
    if (outcome instanceof Outcome.Rejected) {
      terminalErrors.increment();
    }
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  private static String lowerCase(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    meters.close();
  }
}
