package dev.fairlead.launcher.process;

import dev.fairlead.kube.http.Call;
import dev.fairlead.kube.http.CallListener;
import dev.fairlead.mesh.telemetry.Exemplars;
import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.protocol.message.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and measures the calls to the API server, as client-go does: a call without an answer has
 * the code {@code <error>}, and how long watches take is nobody's latency. Thread-safe.
 */
final class RestMetrics implements CallListener {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final String NONE = "<error>";

  /** What dashboards and rules ask for is there before it happens. */
  private static final List<String> CODES =
      List.of("200", "201", "403", "404", "409", "422", "429", "500", "503", NONE);

  private record Answered(String code, String method, String host) {}

  private record Asked(String method, String host) {}

  private final MeterGroup meters;
  private final Set<String> servers = ConcurrentHashMap.newKeySet();
  private final Map<Answered, Counter> requests = new ConcurrentHashMap<>();
  private final Map<Asked, Timer> durations = new ConcurrentHashMap<>();

  RestMetrics(MeterGroup meters) {
    this.meters = meters;
  }

  @Override
  public void finished(Call call) {
    if (servers.add(call.host())) {
      expect(call.host());
    }
    String code = call.code() == 0 ? NONE : String.valueOf(call.code());
    Exemplars.of(
        new TraceContext(Map.of("traceparent", call.traceparent())),
        () -> {
          requests(new Answered(code, call.method(), call.host())).increment();
          if (!call.verb().equals("watch")) {
            duration(new Asked(call.method(), call.host())).record(call.duration());
          }
        });
  }

  private void expect(String host) {
    for (String method : METHODS) {
      duration(new Asked(method, host));
      CODES.forEach(code -> requests(new Answered(code, method, host)));
    }
  }

  private Counter requests(Answered answered) {
    return requests.computeIfAbsent(
        answered,
        _ ->
            meters.counter(
                "rest_client_requests_total",
                "Calls to the API server, by status code, method and host",
                "code",
                answered.code(),
                "method",
                answered.method(),
                "host",
                answered.host()));
  }

  private Timer duration(Asked asked) {
    return durations.computeIfAbsent(
        asked,
        _ ->
            meters.timer(
                "rest_client_request_duration_seconds",
                "How long the API server took until the head of its answer; watches are left out",
                MeterGroup.CALL_BUCKETS,
                "verb",
                asked.method(),
                "host",
                asked.host()));
  }
}
