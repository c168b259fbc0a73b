package dev.fairlead.mesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.TraceContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0,text/plain";

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
  private final Meters meters = telemetry.meters();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void aGroupIsThereAtZeroAndGoesAsOne() {
    MeterGroup group = meters.group("controller", "cache");
    group.counter("fairlead_test_total", "Tests", "result", "good");
    group.gauge("fairlead_tests", "All tests", () -> 3);
    group.timer("fairlead_test_seconds", "How long", MeterGroup.CALL_BUCKETS);

    assertThat(scrape())
        .contains(
            "# HELP fairlead_test_total Tests",
            "# TYPE fairlead_test_total counter",
            "fairlead_test_total{controller=\"cache\",result=\"good\"} 0.0",
            "fairlead_tests{controller=\"cache\"} 3.0",
            "# TYPE fairlead_test_seconds histogram",
            "fairlead_test_seconds_bucket{controller=\"cache\",le=\"0.005\"} 0",
            "fairlead_test_seconds_bucket{controller=\"cache\",le=\"60.0\"} 0",
            "fairlead_test_seconds_count{controller=\"cache\"} 0");
    group.close();
    assertThat(scrape()).doesNotContain("fairlead_test");
  }

  @Test
  void whoKnowsIsAskedBeforeEachScrapeUntilItStops() {
    AtomicInteger asked = new AtomicInteger();
    meters.group().gauge("fairlead_asked", "How often", asked::get);
    Meters.Sampling sampling =
        meters.sampled(() -> CompletableFuture.completedFuture(asked.incrementAndGet()));

    assertThat(scrape()).contains("fairlead_asked 1.0");
    assertThat(scrape()).contains("fairlead_asked 2.0");
    sampling.close();
    assertThat(scrape()).contains("fairlead_asked 2.0");
  }

  @Test
  void whoeverDoesNotAnswerHoldsNobodyUp() {
    meters.group().gauge("fairlead_left", "Left", () -> 7);
    meters.sampled(CompletableFuture::new);
    meters.sampled(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
    long began = System.nanoTime();
    assertThat(scrape()).contains("fairlead_left 7.0");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void anExemplarIsASampledTraceAndGoesWithOpenMetrics() {
    MeterGroup group = meters.group();
    var sampled = group.counter("fairlead_sampled_total", "");
    var unsampled = group.counter("fairlead_unsampled_total", "");
    var alone = group.counter("fairlead_alone_total", "");
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Exemplars.of(trace(trace, "01"), sampled::increment);
    Exemplars.of(trace(trace, "00"), unsampled::increment);
    Exemplars.of(TraceContext.NONE, alone::increment);

    var timer = group.timer("fairlead_timed_seconds", "", MeterGroup.CALL_BUCKETS);
    Exemplars.of(trace(trace, "01"), () -> timer.record(Duration.ofMillis(7)));

    Telemetry.Scrape open = telemetry.scrape(OPEN_METRICS);
    assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(open.text())
        .endsWith("# EOF\n")
        .containsPattern(
            "fairlead_sampled_total 1.0 # \\{span_id=\"b7ad6b7169203331\",trace_id=\"" + trace)
        .containsPattern("fairlead_timed_seconds_bucket\\{le=\"0.025\"} 1 # ")
        .as("Prometheus refuses exemplars there")
        .containsPattern("fairlead_timed_seconds_count 1\\n")
        .containsPattern("fairlead_unsampled_total 1.0\\n")
        .containsPattern("fairlead_alone_total 1.0\\n");
    assertThat(telemetry.scrape("text/plain").contentType())
        .startsWith("text/plain; version=0.0.4");
    assertThat(scrape()).doesNotContain(trace);
  }

  private static TraceContext trace(String id, String flags) {
    return new TraceContext(Map.of("traceparent", "00-" + id + "-b7ad6b7169203331-" + flags));
  }

  private String scrape() {
    return telemetry.scrape("").text();
  }
}
