package dev.fairlead.webhook;

import dev.fairlead.mesh.telemetry.Exemplars;
import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.protocol.message.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests to one webhook, under controller-runtime's names. Thread-safe. */
final class WebhookMetrics {

  private final MeterGroup meters;
  private final Map<Integer, Counter> requests = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Timer latency;

  WebhookMetrics(MeterGroup meters) {
    this.meters = meters;
    this.latency =
        meters.timer(
            "controller_runtime_webhook_latency_seconds",
            "How long requests of the API server took",
            MeterGroup.RECONCILE_BUCKETS);
    meters.gauge(
        "controller_runtime_webhook_requests_in_flight",
        "Requests of the API server that are not answered yet",
        inFlight::get);
    requests(200);
    requests(500);
  }

  void began() {
    inFlight.incrementAndGet();
  }

  void ended(int code, long nanos, TraceContext trace) {
    inFlight.decrementAndGet();
    Exemplars.of(
        trace,
        () -> {
          requests(code).increment();
          latency.record(nanos, TimeUnit.NANOSECONDS);
        });
  }

  private Counter requests(int code) {
    return requests.computeIfAbsent(
        code,
        _ ->
            meters.counter(
                "controller_runtime_webhook_requests_total",
                "Requests of the API server, by the HTTP status of their answers",
                "code",
                String.valueOf(code)));
  }
}
