package dev.fairlead.mesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.protocol.message.TraceContext;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TelemetryTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    ((Logger) LoggerFactory.getLogger("dev.fairlead.mesh.telemetry")).addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger("dev.fairlead.mesh.telemetry")).detachAppender(log);
  }

  @Test
  void spansGoToTheEndpoint() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      String traceId;
      try (Telemetry telemetry = Telemetry.open(receiver.environment(), "here-1", "1.2.3")) {
        try (TraceSpan attempt =
                telemetry
                    .spans()
                    .attempt(
                        "memcached default/cache", TraceContext.NONE, List.of(), Instant.now());
            TraceSpan call = telemetry.spans().call("APPLY deployments.apps", attempt.context())) {
          traceId = attempt.traceId();
          assertThat(call.traceId()).isEqualTo(traceId);
        }
      }
      assertThat(receiver.has("memcached default/cache")).isTrue();
      assertThat(receiver.has("APPLY deployments.apps")).isTrue();
      assertThat(receiver.hasId(traceId)).isTrue();
      assertThat(receiver.has("service.name")).isTrue();
      assertThat(receiver.has("fairlead")).isTrue();
      assertThat(receiver.has("here-1")).isTrue();
      assertThat(receiver.has("1.2.3")).isTrue();
      assertThat(lines()).containsExactly("INFO Traces go to " + receiver.endpoint());
    }
  }

  @Test
  void theVariableOfTheSignalIsEnoughAndTheNameIsTheUsers() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
              receiver.endpoint() + "/v1/traces",
              "OTEL_SERVICE_NAME",
              "harbour");
      try (Telemetry telemetry = Telemetry.open(environment, "here-1", "1")) {
        telemetry.spans().server("GET /", TraceContext.NONE).close();
      }
      assertThat(receiver.has("GET /")).isTrue();
      assertThat(receiver.has("harbour")).isTrue();
      assertThat(receiver.has("fairlead-")).isFalse();
    }
  }

  @Test
  void nothingIsSentWithoutAnEndpointButContextsFlow() {
    try (Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
        TraceSpan server = telemetry.spans().server("GET /", TraceContext.NONE);
        TraceSpan child = telemetry.spans().child("reconcile", server.context())) {
      assertThat(server.traceId()).matches("[0-9a-f]{32}").doesNotMatch("0+");
      assertThat(child.traceId()).isEqualTo(server.traceId());
      assertThat(child.context().traceId()).isEqualTo(server.traceId());
      assertThat(child.headers().get("traceparent"))
          .isNotEqualTo(server.headers().get("traceparent"));
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void aDisabledSdkSendsNothingAndContextsFlow() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment = new HashMap<>(receiver.environment());
      environment.put("OTEL_SDK_DISABLED", "true");
      try (Telemetry telemetry = Telemetry.open(environment, "here-1", "1");
          TraceSpan span = telemetry.spans().server("GET /", TraceContext.NONE)) {
        assertThat(span.context().traceId()).hasSize(32);
      }
      assertThat(receiver.requests()).isZero();
    }
  }

  @Test
  void aCollectorThatIsAwayIsSaidOnceAndHarmsNothing() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      receiver.answerWith(400);
      try (Telemetry telemetry = Telemetry.open(receiver.environment(), "here-1", "1")) {
        for (int batch = 1; batch <= 3; batch++) {
          int expected = batch;
          telemetry.spans().server("GET /", TraceContext.NONE).close();
          await().until(() -> receiver.requests() >= expected);
        }
        await().until(() -> lines().size() == 2);
        receiver.answerWith(200);
        telemetry.spans().server("GET /", TraceContext.NONE).close();
        await().until(() -> lines().size() == 3);
      }
      assertThat(lines().get(1))
          .startsWith("WARN Traces are not taken by")
          .contains("it refuses them");
      assertThat(lines().get(2)).startsWith("INFO Traces are taken again by");
      assertThat(log.list).allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }
  }

  @Test
  void nobodyAtTheEndpointIsSaidOnce() throws IOException {
    OtlpReceiver receiver = new OtlpReceiver();
    receiver.close();
    try (Telemetry telemetry = Telemetry.open(receiver.environment(), "here-1", "1")) {
      telemetry.spans().server("GET /", TraceContext.NONE).close();
    }
    await().until(() -> lines().size() == 2);
    assertThat(lines().get(1)).contains("java.net.ConnectException");
  }

  @Test
  void badVariablesAreOneLineEach() {
    assertProblem(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "not a url"), "not a url");
    assertProblem(
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://127.0.0.1:4317",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "grpc"),
        "set it to http/protobuf");
    assertProblem(
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://127.0.0.1:4318",
            "OTEL_TRACES_SAMPLER",
            "sometimes"),
        "sometimes");
  }

  private void assertProblem(Map<String, String> environment, String expected) {
    log.list.clear();
    try (Telemetry telemetry = Telemetry.open(environment, "here-1", "1");
        TraceSpan span = telemetry.spans().server("GET /", TraceContext.NONE)) {
      assertThat(span.context().traceId()).hasSize(32);
    }
    assertThat(lines())
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .startsWith("WARN Traces are not sent: ")
                .contains(expected)
                .doesNotContain("\n"));
  }

  @Test
  void oneScrapeShowsTheJvmAndEveryRole() {
    try (Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1")) {
      telemetry.meters().group().counter("fairlead_reconciles_total", "").increment();
      assertThat(telemetry.scrape("").text())
          .contains("jvm_memory_used_bytes", "process_uptime_seconds", "fairlead_reconciles_total");
    }
  }

  private List<String> lines() {
    return log.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }
}
