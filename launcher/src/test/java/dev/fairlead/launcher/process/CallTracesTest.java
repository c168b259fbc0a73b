package dev.fairlead.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.TraceContext;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call to the API server takes along of its trace. */
class CallTracesTest {

  private static final TraceContext CARRIED =
      new TraceContext(
          Map.of(
              "traceparent",
              "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
              "baggage",
              "tenant=blue",
              "x-request-id",
              "r-1"));

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
  private final CallTraces calls = new CallTraces();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void aCallOfAnAttemptCarriesItsTraceInBothLanguagesAndIsNamedByItsSpan() {
    try (TraceSpan call = telemetry.spans().call("create deployments.apps", CARRIED)) {
      Map<String, String> headers = call.within(this::headers);
      assertThat(headers)
          .containsEntry("traceparent", call.context().traceparent())
          .containsEntry("x-b3-traceid", "4bf92f3577b34da6a3ce929d0e0e4736")
          .containsEntry("baggage", "tenant=blue")
          .containsEntry("x-request-id", "r-1")
          .containsEntry("audit-id", call.context().traceparent());
    }
  }

  @Test
  void whatAStepAsksBesidesHasNoNameOfItsOwn() {
    try (TraceSpan step = telemetry.spans().child("decode", CARRIED)) {
      assertThat(step.<Map<String, String>, RuntimeException>within(this::headers))
          .containsEntry("traceparent", step.context().traceparent())
          .doesNotContainKey("audit-id");
    }
  }

  @Test
  void aCallOfNoAttemptCarriesNothing() {
    assertThat(headers()).isEmpty();
  }

  private Map<String, String> headers() {
    return calls.begins("PATCH", URI.create("https://api.test/apis/apps/v1")).headers();
  }
}
