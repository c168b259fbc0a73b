package dev.fairlead.mesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.TraceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpansTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String OTHER = "463ac35c9f6413ad48485a3953bb6124";

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void joinsAW3cCallerAndSpeaksBothLanguages() {
    TraceSpan span =
        server(Map.of("traceparent", PARENT, "tracestate", "v=1", "baggage", "tenant=blue"));
    assertThat(span.traceId()).isEqualTo(TRACE);
    assertThat(span.headers())
        .containsEntry("tracestate", "v=1")
        .containsEntry("baggage", "tenant=blue")
        .containsEntry("x-b3-traceid", TRACE)
        .containsEntry("x-b3-sampled", "1")
        .containsKeys("x-b3-spanid", "traceparent");
    assertThat(span.context().headers())
        .as("within the mesh one language is enough")
        .containsOnlyKeys("traceparent", "tracestate", "baggage");
    assertThat(span.headers().get("traceparent")).startsWith("00-" + TRACE).isNotEqualTo(PARENT);
  }

  @Test
  void joinsB3InBothForms() {
    assertThat(server(Map.of("b3", OTHER + "-a2fb4a1d1a96d312-1")).traceId()).isEqualTo(OTHER);
    assertThat(
            server(
                    Map.of(
                        "x-b3-traceid", OTHER,
                        "x-b3-spanid", "a2fb4a1d1a96d312",
                        "x-b3-sampled", "1"))
                .traceId())
        .isEqualTo(OTHER);
  }

  @Test
  void w3cWinsOverB3() {
    assertThat(server(Map.of("traceparent", PARENT, "b3", OTHER + "-a2fb4a1d1a96d312-1")).traceId())
        .isEqualTo(TRACE);
  }

  @Test
  void aMalformedParentCountsAsNone() {
    for (String malformed :
        List.of(
            "00-" + TRACE,
            "nonsense",
            "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "ff-" + TRACE + "-b7ad6b7169203331-01",
            PARENT.toUpperCase(java.util.Locale.ROOT))) {
      String traceId = server(Map.of("traceparent", malformed)).traceId();
      assertThat(traceId).as(malformed).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }
  }

  @Test
  void theSamplingDecisionOfTheCallerHolds() {
    TraceSpan span = server(Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-00"));
    assertThat(span.headers().get("traceparent")).endsWith("-00");
    assertThat(span.traceId()).isEqualTo(TRACE);
  }

  @Test
  void theRequestIdGoesFromParentToChild() {
    TraceSpan span = server(Map.of("x-request-id", "r-1"));
    TraceSpan child = telemetry.spans().child("reconcile", span.context());
    assertThat(child.headers()).containsEntry("x-request-id", "r-1");
  }

  @Test
  void anAttemptIsARootUnlessItJoinsAndPassesBadTriggersOver() {
    List<String> triggers = List.of(PARENT, "", "nonsense");
    TraceSpan root = attempt(TraceContext.NONE, triggers);
    assertThat(root.traceId()).isNotEqualTo(TRACE);
    TraceSpan joined = attempt(new TraceContext(Map.of("traceparent", PARENT)), triggers);
    assertThat(joined.traceId()).isEqualTo(TRACE);
  }

  @Test
  void whatTheBusDoesHereIsAStepOfTheCarriedTraceAndOfNoOther() {
    TraceContext carried = new TraceContext(Map.of("traceparent", PARENT, "x-request-id", "r-1"));
    assertThat(Spans.here(carried)).isEqualTo(carried);
    TraceSpan step = telemetry.spans().child("answer of watcher", carried);
    TraceContext here = step.within(() -> Spans.here(carried));
    assertThat(here).isEqualTo(step.context()).isNotEqualTo(carried);
    assertThat(here.headers()).containsEntry("x-request-id", "r-1");
    TraceSpan foreign = server(Map.of());
    assertThat(foreign.<TraceContext, RuntimeException>within(() -> Spans.here(carried)))
        .isEqualTo(carried);
  }

  @Test
  void onlyKnownPrintableBoundedHeadersAreLetIn() {
    Map<String, String> wire =
        Map.of(
            "traceparent",
            PARENT,
            "authorization",
            "Bearer secret",
            "x-request-id",
            "a\r\nb",
            "tracestate",
            "x".repeat(513),
            "baggage",
            "tenant=" + "x".repeat(8193));
    assertThat(Headers.read(name -> List.of(wire.getOrDefault(name, ""))).headers())
        .containsOnlyKeys("traceparent");
  }

  @Test
  void headersInPartsAreJoinedAndASecondParentMakesNone() {
    Map<String, List<String>> wire =
        Map.of(
            "baggage",
            List.of("zone_pref=eu;ttl=9", "tenant=blue"),
            "traceparent",
            List.of(PARENT, PARENT));
    assertThat(Headers.read(name -> wire.getOrDefault(name, List.of())).headers())
        .containsOnly(Map.entry("baggage", "tenant=blue,zone_pref=eu"));
  }

  @Test
  void ofTheBaggageOnlyKnownMembersWithinTheirBoundsAreLetIn() {
    for (String refused :
        List.of(
            "secret=1",
            "tenant",
            "tenant=",
            "tenant=a b",
            "tenant=\"a\"",
            "tenant=" + "x".repeat(257),
            ",,;;==",
            "=tenant")) {
      assertThat(Headers.read(name -> name.equals("baggage") ? List.of(refused) : List.of()))
          .as(refused)
          .isEqualTo(TraceContext.NONE);
    }
  }

  /** Pieces of what is right, in any order, and what is not, in any header. */
  @Test
  void whateverComesARequestIsServedInSomeTrace() {
    List<String> pieces =
        List.of(
            "00",
            "01",
            "ff",
            "-",
            "--",
            TRACE,
            "b7ad6b7169203331",
            "0".repeat(32),
            "d",
            "=",
            ",",
            ";",
            "tenant",
            "zone_pref",
            "%",
            "%zz",
            "\u0000",
            "\r\n",
            "é",
            "\ud800",
            " ",
            "\"",
            "x".repeat(9_000));
    List<String> names =
        List.of(
            "traceparent",
            "tracestate",
            "b3",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-sampled",
            "x-b3-flags",
            "baggage",
            "x-request-id");
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      Map<String, List<String>> wire = new HashMap<>();
      for (String name : names) {
        wire.put(
            name,
            Stream.generate(() ->
                    Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                        .limit(random.nextInt(6))
                        .collect(Collectors.joining()))
                .limit(random.nextInt(3))
                .toList());
      }
      TraceContext taken = Headers.read(name -> wire.getOrDefault(name, List.of()));
      TraceSpan span = telemetry.spans().server("GET /", taken);
      assertThat(span.traceId()).as("%s", wire).matches("[0-9a-f]{32}").doesNotMatch("0+");
      assertThat(span.context().headers().values())
          .as("%s", wire)
          .allSatisfy(value -> assertThat(value).matches("[\\x20-\\x7e]{1,600}"));
    }
  }

  private TraceSpan attempt(TraceContext joined, List<String> triggers) {
    return telemetry.spans().attempt("attempt", joined, triggers, Instant.now());
  }

  private TraceSpan server(Map<String, String> headers) {
    return telemetry.spans().server("GET /", new TraceContext(headers));
  }
}
