package dev.fairlead.watcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every attempt has a trace, and the right one. */
class TracesTest {

  private static final NamespacedName KEY = new NamespacedName("default", "a");
  private static final String USER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String CHANGE = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";

  private final Traces traces = new Traces(new Random(1));

  @Test
  void anAttemptWithoutContextBeginsATraceAndKeepsItWhenSentAgain() {
    TraceContext first = traces.of(token(1), List.of(reason("")));
    assertThat(TraceParent.isValid(first.traceparent())).isTrue();
    assertThat(traces.of(token(1), List.of(reason("")))).isEqualTo(first);
    assertThat(traces.of(token(2), List.of(reason("")))).isNotEqualTo(first);
  }

  @Test
  void aUsersRequestGoesBeforeOtherReasonsAndServesOneAttempt() {
    traces.requested(KEY, new TraceContext(Map.of("traceparent", USER, "baggage", "tenant=x")));
    assertThat(traces.of(token(1), List.of(reason(CHANGE), reason(USER))).headers())
        .isEqualTo(Map.of("traceparent", USER, "baggage", "tenant=x"));
    assertThat(traces.of(token(2), List.of(reason("nonsense"), reason(CHANGE))).headers())
        .isEqualTo(Map.of("traceparent", CHANGE));
  }

  @Test
  void aRequestMayWishForAZoneForOneAttempt() {
    assertThat(traces.wishedZone(KEY)).isEmpty();
    traces.requested(
        KEY, new TraceContext(Map.of("baggage", "tenant=x, zone_pref = eu-1b ;ttl=9")));
    assertThat(traces.wishedZone(KEY)).isEqualTo("eu-1b");
    traces.of(token(1), List.of());
    assertThat(traces.wishedZone(KEY)).isEmpty();
  }

  @Test
  void anInvalidContextIsNotJoinedButItsRequestIdStays() {
    traces.requested(
        KEY,
        new TraceContext(
            Map.of("traceparent", "00-zz", "tracestate", "a=b", "x-request-id", "r-1")));
    TraceContext context = traces.of(token(1), List.of());
    assertThat(TraceParent.isValid(context.traceparent())).isTrue();
    assertThat(context.headers()).containsEntry("x-request-id", "r-1").hasSize(2);
  }

  private static Reason reason(String traceparent) {
    return new Reason(Reason.Type.PRIMARY_CHANGED, "", traceparent);
  }

  private static Token token(long attempt) {
    return new Token(Partition.whole("c"), 1, KEY, attempt);
  }
}
