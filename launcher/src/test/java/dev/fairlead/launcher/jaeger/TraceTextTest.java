package dev.fairlead.launcher.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TraceTextTest {

  /** In the words of Jaeger's query API, shortened. */
  private static final String TRACE =
      """
      {"traceID": "t", "processes": {"p1": {"serviceName": "fairlead", "tags": [{"key": "service.instance.id", "value": "w-1"}]}},
       "spans": [
        {"spanID": "c", "operationName": "create deployments.apps", "processID": "p1", "startTime": 1500, "duration": 250,
         "references": [{"refType": "CHILD_OF", "traceID": "t", "spanID": "a"}],
         "tags": [{"key": "span.kind", "value": "client"}, {"key": "http.response.status_code", "value": 409},
          {"key": "k8s.namespace.name", "value": "shop"}, {"key": "k8s.object.name", "value": "cache"},
          {"key": "error", "value": true}, {"key": "otel.status_description", "value": "409 it\\nexists"}]},
        {"spanID": "a", "operationName": "attempt memcached", "processID": "p1", "startTime": 1000, "duration": 1200,
         "references": [{"refType": "CHILD_OF", "traceID": "t", "spanID": "elsewhere"}, {"refType": "FOLLOWS_FROM", "traceID": "u", "spanID": "b"}],
         "tags": [{"key": "fairlead.outcome", "value": "Stale"}]},
        {"spanID": "w", "operationName": "queue wait", "processID": "p1", "startTime": 1000, "duration": 500,
         "references": [{"refType": "CHILD_OF", "traceID": "t", "spanID": "a"}], "tags": []}
       ]}
      """;

  @Test
  void theTreeIsDrawnWithWhatTookLongAndWhatFailed() throws IOException {
    JaegerTrace trace = JaegerTrace.of(new ObjectMapper().readTree(TRACE));

    assertThat(trace.spans()).extracting(JaegerTrace.Span::process).containsOnly("w-1");
    assertThat(new TraceText(StandardCharsets.UTF_8).lines(trace))
        .containsExactly(
            "attempt memcached              1.2 ms  ████████████████████████  Stale  linked to 1"
                + " trace",
            "├─ queue wait                  500 µs  ██████████··············",
            "└─ create deployments.apps     250 µs  ··········█████·········  409  shop/cache "
                + " ERROR 409 it exists");
    assertThat(new TraceText(StandardCharsets.US_ASCII).lines(trace).getLast())
        .startsWith("`- create deployments.apps     250 us  ..........#####.........");
  }
}
