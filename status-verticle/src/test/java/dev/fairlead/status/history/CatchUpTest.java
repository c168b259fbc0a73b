package dev.fairlead.status.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryQuery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica that has just started, and one that was there before, on a real bus. */
class CatchUpTest {

  private static final Incarnation OLD = new Incarnation("old");
  private static final Incarnation NEW = new Incarnation("new");
  private static final Instant BEFORE = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
  private static final int OBJECTS = 1_200;

  private final MeshProcess process = MeshProcess.start("test", "0", Map.of());
  private final Histories old = new Histories(50, 100_000, BEFORE);
  private final Histories young = new Histories(50, 100_000, NOW);
  private final CatchUp catchUp = new CatchUp(process.bus(), NEW, young);
  private final Context context = process.vertx().getOrCreateContext();
  private final AtomicInteger pages = new AtomicInteger();

  @AfterEach
  void stop() {
    process.close();
  }

  @Test
  void itHearsEverythingThatTheOldOneHasHeard() {
    for (int i = 0; i < OBJECTS; i++) {
      old.take(removed("object-" + i, BEFORE.plusSeconds(i)));
    }
    young.take(removed("object-7", NOW));
    answerAs(OLD);

    meet(OLD, BEFORE);

    await().until(() -> young.since().equals(BEFORE));
    assertThat(young.size()).isEqualTo(OBJECTS + 1);
    assertThat(young.answer(query("object-7")).items())
        .extracting(HistoryItem::at)
        .containsExactly(NOW, BEFORE.plusSeconds(7));
    assertThat(pages).hasValue(3);
  }

  @Test
  void oneThatDoesNotAnswerIsNotWaitedForAndTheNextIsAsked() {
    old.take(removed("a", BEFORE));
    Incarnation gone = new Incarnation("gone");
    answerAs(OLD);

    meet(gone, BEFORE.minusSeconds(1));

    await()
        .until(() -> {
          meet(OLD, BEFORE);
          return young.since().equals(BEFORE);
        });
    assertThat(young.answer(query("a")).items()).hasSize(1);
  }

  @Test
  void oneThatCameLaterHasNothingToTell() {
    answerAs(OLD);

    meet(OLD, NOW.plusSeconds(1));
    meet(NEW, BEFORE);

    assertThat(pages).hasValue(0);
    assertThat(young.since()).isEqualTo(NOW);
  }

  private void meet(Incarnation incarnation, Instant since) {
    Presence presence = new Presence(incarnation, Set.of(Role.STATUS), "host", "", "0", since, 0);
    Future<Boolean> met =
        Future.future(promise ->
            context.runOnContext(_ -> {
              catchUp.heard(presence);
              promise.complete(true);
            }));
    assertThat(met.toCompletionStage().toCompletableFuture().join()).isTrue();
  }

  private void answerAs(Incarnation incarnation) {
    process
        .bus()
        .answer(
            new Address(incarnation, Role.STATUS),
            question -> {
              pages.incrementAndGet();
              return Future.succeededFuture(old.answer((HistoriesQuery) question));
            });
  }

  private static HistoryQuery query(String name) {
    return new HistoryQuery("c", new NamespacedName("ns", name));
  }

  private static FlightRecord removed(String name, Instant at) {
    return new FlightRecord.Removed("c", new NamespacedName("ns", name), at);
  }
}
