package dev.fairlead.mesh.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Meters that belong together: they have labels in common, are there from the start, at zero, and
 * go when the group is closed. Names are given as Prometheus shows them. Thread-safe.
 */
public final class MeterGroup implements AutoCloseable {

  /** The bounds that controller-runtime has for reconciles. */
  public static final List<Duration> RECONCILE_BUCKETS =
      seconds(
          0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8,
          0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40,
          50, 60);

  /** The bounds that client-go has for its queues: 10 ns to 1000 s, each ten times the last. */
  public static final List<Duration> QUEUE_BUCKETS =
      seconds(1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000);

  /** The bounds that client-go has for its calls. */
  public static final List<Duration> CALL_BUCKETS =
      seconds(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60);

  private final MeterRegistry registry;
  private final Tags labels;
  private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

  MeterGroup(MeterRegistry registry, String... labels) {
    this.registry = registry;
    this.labels = Tags.of(labels);
  }

  /** A counter; its name ends in {@code _total}. */
  public Counter counter(String name, String help, String... labels) {
    return keep(
        Counter.builder(name).description(help).tags(this.labels.and(labels)).register(registry));
  }

  /** A histogram of durations; its name ends in {@code _seconds}. */
  public Timer timer(String name, String help, List<Duration> buckets, String... labels) {
    return keep(
        Timer.builder(name)
            .description(help)
            .tags(this.labels.and(labels))
            .serviceLevelObjectives(buckets.toArray(Duration[]::new))
            .register(registry));
  }

  /** A state; it is read at each scrape, on any thread. */
  public void gauge(String name, String help, Supplier<Number> value, String... labels) {
    keep(
        Gauge.builder(name, value)
            .description(help)
            .tags(this.labels.and(labels))
            .register(registry));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }

  private static List<Duration> seconds(double... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toList();
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
    meters.clear();
  }
}
