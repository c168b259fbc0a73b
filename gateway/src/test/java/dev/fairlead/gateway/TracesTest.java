package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a caller's trace goes through the gateway. */
class TracesTest {

  private static final ScriptedMesh MESH = ScriptedMesh.complete();
  private static final String PATH =
      "/api/v1/controllers/memcached/objects/default/cache/reconcile";
  private static final String PARENT = "00-" + Examples.TRACE + "-b7ad6b7169203331-01";
  private static final String OTHER = "463ac35c9f6413ad48485a3953bb6124";

  @AfterAll
  static void close() {
    MESH.close();
  }

  @BeforeEach
  void take() {
    MESH.asked.clear();
    MESH.watcher(_ -> new WatcherAnswer.Taken());
  }

  @Test
  void aCommandJoinsTheCallersTrace() {
    HttpResponse<String> response =
        reconcile(
            "traceparent",
            PARENT,
            "tracestate",
            "vendor=1",
            "baggage",
            "tenant=blue",
            "x-request-id",
            "r-1");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject()
                .put("traceId", Examples.TRACE)
                .put("traceUrl", "http://localhost:16686/trace/" + Examples.TRACE));
    assertThat(response.headers().firstValue("traceparent").orElseThrow())
        .startsWith("00-" + Examples.TRACE + "-")
        .isEqualTo(carried().traceparent())
        .isNotEqualTo(PARENT);
    assertThat(response.headers().firstValue("x-request-id")).contains("r-1");
    assertThat(response.headers().firstValue("location"))
        .contains("/api/v1/controllers/memcached/objects/default/cache/explain");
    assertThat(carried().headers())
        .containsEntry("tracestate", "vendor=1")
        .containsEntry("baggage", "tenant=blue")
        .containsEntry("x-request-id", "r-1");
  }

  @Test
  void b3IsJoinedToo() {
    reconcile("b3", OTHER + "-a2fb4a1d1a96d312-1");
    assertThat(carried().traceId()).isEqualTo(OTHER);
    MESH.asked.clear();
    reconcile("X-B3-TraceId", OTHER, "X-B3-SpanId", "a2fb4a1d1a96d312", "X-B3-Sampled", "1");
    assertThat(carried().traceId()).isEqualTo(OTHER);
  }

  @Test
  void withoutAParentAndWithAMalformedOneThereIsAFreshTrace() {
    for (String[] headers :
        List.of(
            new String[0],
            new String[] {"traceparent", "nonsense"},
            new String[] {"traceparent", PARENT, "traceparent", PARENT},
            new String[] {"traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01"})) {
      MESH.asked.clear();
      HttpResponse<String> response = reconcile(headers);
      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(carried().traceId())
          .matches("[0-9a-f]{32}")
          .isNotEqualTo(Examples.TRACE)
          .doesNotMatch("0+")
          .isEqualTo(new JsonObject(response.body()).getString("traceId"));
    }
  }

  @Test
  void readsTellTheirTraceToo() {
    MESH.watcher(_ -> new WatcherAnswer.Controllers(List.of(), List.of()));
    HttpResponse<String> response = MESH.get("/api/v1/controllers", "traceparent", PARENT);
    assertThat(response.headers().firstValue("traceparent").orElseThrow())
        .startsWith("00-" + Examples.TRACE);
    assertThat(MESH.get("/healthz").headers().firstValue("traceparent")).isEmpty();
  }

  private static HttpResponse<String> reconcile(String... headers) {
    return MESH.send("POST", PATH, "", headers);
  }

  private static TraceContext carried() {
    return ((WatcherQuery.Reconcile) MESH.asked.getLast()).trace();
  }
}
