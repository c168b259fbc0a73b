package dev.fairlead.mesh.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.health.HealthChecks;
import dev.fairlead.mesh.health.HealthChecks.Finding;
import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.presence.PresenceBeacon;
import dev.fairlead.mesh.telemetry.OtlpReceiver;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeshProcessTest {

  private final MeshProcess process = MeshProcess.start("test", "1.2.3", Map.of());

  @AfterEach
  void close() {
    process.close();
  }

  @Test
  void everyStartIsAnotherIncarnation() {
    try (MeshProcess other = MeshProcess.start("test", "1.2.3", Map.of())) {
      assertThat(other.incarnation()).isNotEqualTo(process.incarnation());
    }
  }

  @Test
  void theBeaconTellsAtOnceAndWithEveryBeatUntilItIsClosed() {
    List<Presence> heard = new CopyOnWriteArrayList<>();
    process.bus().listen(Topic.PRESENCE, message -> heard.add((Presence) message));
    PresenceBeacon beacon =
        PresenceBeacon.light(
            process.vertx(),
            process.bus(),
            process.presence(Set.of(Role.GATEWAY), "z1"),
            Duration.ofMillis(10));
    await().until(() -> heard.size() >= 3);
    beacon.close();
    Presence first = heard.getFirst();
    assertThat(first.incarnation()).isEqualTo(process.incarnation());
    assertThat(first.roles()).containsExactly(Role.GATEWAY);
    assertThat(first.zone()).isEqualTo("z1");
    assertThat(first.version()).isEqualTo("1.2.3");
    assertThat(first.load()).isBetween(0.0, 1.0);
  }

  @Test
  void aQuestionIsAStepOfTheTraceThatAsks() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      String traceId;
      try (MeshProcess traced = MeshProcess.start("test", "1.2.3", receiver.environment());
          TraceSpan span = traced.telemetry().spans().server("GET /", TraceContext.NONE)) {
        traceId = span.traceId();
        assertThat(askWithin(traced, span)).isEqualTo(traceId);
      }
      assertThat(receiver.hasId(traceId)).isTrue();
      assertThat(receiver.has("ask watcher")).isTrue();
      assertThat(receiver.has("answer of watcher")).isTrue();
    }
  }

  /** Asks, in the span, in which trace the question arrives. */
  private static String askWithin(MeshProcess process, TraceSpan span) throws Exception {
    Address watcher = new Address(process.incarnation(), Role.WATCHER);
    process
        .bus()
        .answer(watcher, _ -> Future.succeededFuture(Span.current().getSpanContext().getTraceId()));
    Promise<String> answer = Promise.promise();
    process
        .vertx()
        .runOnContext(_ ->
            span.within(() ->
                    process
                        .bus()
                        .request(watcher, "which trace?", Duration.ofSeconds(5), String.class))
                .onComplete(answer));
    return answer.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void vertxCountsIntoTheSharedRegistry() {
    process.bus().publish(Topic.PRESENCE, "hello");
    assertThat(process.telemetry().scrape("").text()).contains("vertx_eventbus_published");
  }

  @Test
  void checksAreNamedAndOneThatThrowsIsNotWell() {
    HealthChecks checks = process.readiness();
    checks.add("watcher", () -> Verdict.waiting("deployments.apps is not synced yet"));
    checks.add("bus", () -> Verdict.OK);
    checks.add(
        "odd",
        () -> {
          throw new IllegalStateException("odd");
        });
    assertThat(checks.findings())
        .containsExactly(
            new Finding("bus", true, "ok"),
            new Finding("odd", false, "the check failed: java.lang.IllegalStateException: odd"),
            new Finding("watcher", false, "deployments.apps is not synced yet"));
    checks.remove("odd");
    assertThat(checks.findings()).hasSize(2);
  }
}
