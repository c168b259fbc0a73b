package dev.fairlead.gateway;

import dev.fairlead.mesh.telemetry.Exemplars;
import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.protocol.message.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and measures the requests to the gateway, by endpoint, until the head of the answer. What
 * is no endpoint, whatever its path and method, is {@code other}: clients cannot make up labels.
 * Thread-safe.
 */
final class HttpMetrics {

  private static final String OTHER = "other";
  private static final String ENDPOINT = "fairlead.endpoint";
  private static final String TRACE = "fairlead.trace";

  private record Series(String method, String endpoint, int status) {}

  private record Route(String method, String endpoint) {}

  private final MeterGroup meters;
  private final Map<Series, Counter> requests = new ConcurrentHashMap<>();
  private final Map<Route, Timer> durations = new ConcurrentHashMap<>();

  HttpMetrics(MeterGroup meters) {
    this.meters = meters;
    requests(new Series(OTHER, OTHER, 404));
  }

  /** There is this endpoint: its good answers and its bad ones are counted from zero. */
  void expect(Endpoint endpoint) {
    Route route = new Route(endpoint.method().name(), endpoint.path());
    duration(route);
    requests(new Series(route.method(), route.endpoint(), 200));
    requests(new Series(route.method(), route.endpoint(), 500));
  }

  /** To come before every other handler. */
  void measure(RoutingContext context) {
    long began = System.nanoTime();
    context.addHeadersEndHandler(_ -> {
      String endpoint = context.get(ENDPOINT, OTHER);
      HttpMethod method = context.request().method();
      Route route =
          new Route(
              endpoint.equals(OTHER)
                  ? OTHER
                  : method.equals(HttpMethod.HEAD) ? "GET" : method.name(),
              endpoint);
      long took = System.nanoTime() - began;
      Exemplars.of(
          context.get(TRACE, TraceContext.NONE),
          () -> {
            requests(new Series(route.method(), endpoint, context.response().getStatusCode()))
                .increment();
            duration(route).record(took, TimeUnit.NANOSECONDS);
          });
    });
    context.next();
  }

  /** The request is one for this endpoint. */
  static void tell(RoutingContext context, Endpoint endpoint) {
    context.put(ENDPOINT, endpoint.path());
  }

  /** The request is served in this trace. */
  static void tell(RoutingContext context, TraceContext trace) {
    context.put(TRACE, trace);
  }

  private Counter requests(Series series) {
    return requests.computeIfAbsent(
        series,
        _ ->
            meters.counter(
                "http_requests_total",
                "Requests to the gateway",
                "method",
                series.method(),
                "endpoint",
                series.endpoint(),
                "status",
                String.valueOf(series.status())));
  }

  private Timer duration(Route route) {
    return durations.computeIfAbsent(
        route,
        _ ->
            meters.timer(
                "http_request_duration_seconds",
                "How long the gateway took until the head of its answer",
                MeterGroup.CALL_BUCKETS,
                "method",
                route.method(),
                "endpoint",
                route.endpoint()));
  }
}
