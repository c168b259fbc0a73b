package dev.fairlead.watcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every attempt has a trace, and the right one. What is linked is seen in the test with Jaeger. */
class TracesTest {

  private static final NamespacedName KEY = new NamespacedName("default", "a");
  private static final Incarnation WORKER = new Incarnation("worker-1");
  private static final String USER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String CHANGE = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
  private final Traces traces = new Traces(telemetry.spans(), worker -> "workers." + worker.id());

  @AfterEach
  void close() {
    traces.close();
    telemetry.close();
  }

  @Test
  void anAttemptWithoutContextBeginsATraceAndKeepsItWhenSentAgain() {
    TraceContext first = assigned(1, reason(""));
    assertThat(TraceParent.isValid(first.traceparent())).isTrue();
    assertThat(assigned(1, reason(""))).isEqualTo(first);
    assertThat(traces.running(KEY)).contains(first);
    assertThat(assigned(2, reason("")).traceId()).isNotEqualTo(first.traceId());
  }

  @Test
  void aUsersRequestGoesBeforeOtherReasonsAndServesOneAttempt() {
    traces.requested(KEY, new TraceContext(Map.of("traceparent", USER, "baggage", "tenant=x")));
    TraceContext asked = assigned(1, reason(CHANGE), reason(USER));
    assertThat(asked.traceId()).isEqualTo(id(USER));
    assertThat(asked.headers()).containsEntry("baggage", "tenant=x");
    TraceContext next = assigned(2, reason("nonsense"), reason(CHANGE));
    assertThat(next.traceId()).isEqualTo(id(CHANGE));
    assertThat(next.headers()).containsOnlyKeys("traceparent");
  }

  @Test
  void aRequestMayWishForAZoneForOneAttempt() {
    assertThat(traces.wishedZone(KEY)).isEmpty();
    traces.requested(
        KEY, new TraceContext(Map.of("baggage", "tenant=x, zone_pref = eu-1b ;ttl=9")));
    assertThat(traces.wishedZone(KEY)).isEqualTo("eu-1b");
    assigned(1);
    assertThat(traces.wishedZone(KEY)).isEmpty();
  }

  @Test
  void anInvalidContextIsNotJoinedButItsRequestIdStays() {
    traces.requested(
        KEY,
        new TraceContext(
            Map.of("traceparent", "00-zz", "tracestate", "a=b", "x-request-id", "r-1")));
    TraceContext context = assigned(1);
    assertThat(TraceParent.isValid(context.traceparent())).isTrue();
    assertThat(context.headers()).containsEntry("x-request-id", "r-1").hasSize(2);
  }

  @Test
  void anAttemptThatIsOverRefusedOrLostRunsNoMore() {
    assigned(1);
    traces.over(finished(2));
    assertThat(traces.running(KEY)).as("another attempt").isPresent();
    traces.over(finished(1));
    assertThat(traces.running(KEY)).isEmpty();

    assigned(2);
    traces.refused(token(2), "DRAINING");
    assertThat(traces.running(KEY)).isEmpty();

    assigned(3);
    traces.keepOnly(token -> token.attempt() == 3);
    assertThat(traces.running(KEY)).isPresent();
    traces.keepOnly(token -> false);
    assertThat(traces.running(KEY)).isEmpty();
  }

  private TraceContext assigned(long attempt, Reason... reasons) {
    return traces.assigned(token(attempt), WORKER, List.of(reasons), Duration.ofMillis(5));
  }

  private static Finished finished(long attempt) {
    return new Finished(
        token(attempt), WORKER, new Outcome.Done(), List.of(), 1, TraceContext.NONE);
  }

  private static String id(String traceparent) {
    return traceparent.substring(3, 35);
  }

  private static Reason reason(String traceparent) {
    return new Reason(Reason.Type.PRIMARY_CHANGED, "", traceparent);
  }

  private static Token token(long attempt) {
    return new Token(Partition.whole("c"), 1, KEY, attempt);
  }
}
