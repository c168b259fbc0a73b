package dev.fairlead.status;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.status.event.EventRecorder;
import dev.fairlead.status.history.CatchUp;
import dev.fairlead.status.history.Histories;
import dev.fairlead.status.write.StatusWriter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.InstantSource;
import java.util.List;

/** The status role of one process. Undeploying it answers what it has been asked, then leaves. */
public final class StatusVerticle extends VerticleBase {

  private final MeshBus bus;
  private final Address self;
  private final StatusSettings settings;
  private final Histories histories;
  private final CatchUp catchUp;
  private final StatusDesk desk;
  private List<MessageConsumer<Object>> consumers = List.of();

  /**
   * A role that is to be deployed once in its process.
   *
   * @param kube asks {@code TraceSpan::currentHeaders} for the headers of its calls, so that traces
   *     reach the API server
   */
  public StatusVerticle(
      KubeConnection kube,
      MeshBus bus,
      Spans spans,
      Incarnation self,
      InstantSource clock,
      StatusSettings settings) {
    this.bus = bus;
    this.self = new Address(self, Role.STATUS);
    this.settings = settings;
    this.histories =
        new Histories(settings.historyItemsPerObject(), settings.historyItems(), clock.instant());
    this.catchUp = new CatchUp(bus, self, histories);
    this.desk =
        new StatusDesk(
            new StatusWriter(kube, spans, clock, settings.events()),
            new EventRecorder(kube.writer(), spans, self, clock, "Reconcile", settings.events()),
            settings);
  }

  @Override
  public Future<?> start() {
    MessageConsumer<Object> flights = bus.listen(Topic.FLIGHTS, this::hear);
    MessageConsumer<Object> questions = bus.answer(self, this::answer);
    MessageConsumer<Object> presences = bus.listen(Topic.PRESENCE, this::meet);
    consumers = List.of(flights, questions, presences);
    vertx.setPeriodic(settings.counting().toMillis(), tick -> desk.count());
    return Future.all(flights.completion(), questions.completion());
  }

  @Override
  public Future<?> stop() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .eventually(() ->
            vertx.executeBlocking(() -> {
              desk.close();
              return self;
            }));
  }

  private void hear(Object message) {
    if (message instanceof FlightRecord record) {
      histories.take(record);
    }
  }

  private void meet(Object message) {
    if (message instanceof Presence presence) {
      catchUp.heard(presence);
    }
  }

  private Future<?> answer(Object question) {
    return switch (question) {
      case StatusIntent intent -> Future.fromCompletionStage(desk.take(intent), context);
      case HistoryQuery query -> Future.succeededFuture(histories.answer(query));
      case HistoriesQuery query -> Future.succeededFuture(histories.answer(query));
      default ->
          Future.failedFuture("the status role answers no " + question.getClass().getSimpleName());
    };
  }
}
