package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.presence.PresenceBook;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeshClientTest {

  @Test
  void aQuestionThatWaitsForAWatcherIsAStepOfTheTraceThatAsks() throws Exception {
    CompletableFuture<TraceContext> step = new CompletableFuture<>();
    try (MeshProcess process = MeshProcess.start("harbour", "1.2.3", Map.of());
        TraceSpan span = process.telemetry().spans().server("POST", TraceContext.NONE)) {
      process
          .bus()
          .answer(
              new Address(process.incarnation(), Role.WATCHER),
              _ -> {
                step.complete(Spans.here(span.context()));
                return Future.succeededFuture(new WatcherReply(true, new WatcherAnswer.Taken()));
              });
      PresenceBook book = new PresenceBook(Duration.ofSeconds(5), 10);
      MeshClient client =
          new MeshClient(process.vertx(), process.bus(), book, () -> 0, Duration.ofSeconds(5));
      process
          .vertx()
          .runOnContext(_ -> {
            client.ask(
                new WatcherQuery.Reconcile(
                    "memcached", new NamespacedName("default", "cache"), span.context()),
                span.context());
            book.heard(watcher(process), 0);
          });
      assertThat(step.get(20, TimeUnit.SECONDS).traceId()).isEqualTo(span.traceId());
      assertThat(step.get()).isNotEqualTo(span.context());
    }
  }

  private static Presence watcher(MeshProcess process) {
    return new Presence(
        process.incarnation(), Set.of(Role.WATCHER), "other", "", "1", Instant.EPOCH, 0);
  }
}
