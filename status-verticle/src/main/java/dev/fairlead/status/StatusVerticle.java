package dev.fairlead.status;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.status.history.Histories;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The status role of one process. */
public final class StatusVerticle extends VerticleBase {

  private final MeshBus bus;
  private final Address self;
  private final Histories histories;

  /** A role that is to be deployed once in its process. */
  public StatusVerticle(MeshBus bus, Incarnation self, StatusSettings settings) {
    this.bus = bus;
    this.self = new Address(self, Role.STATUS);
    this.histories = new Histories(settings.historyItemsPerObject(), settings.historyItems());
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.listen(Topic.FLIGHTS, message -> hear(message)).completion(),
        bus.answer(self, this::answer).completion());
  }

  private void hear(Object message) {
    if (message instanceof FlightRecord record) {
      histories.take(record);
    }
  }

  private Future<?> answer(Object question) {
    return switch (question) {
      case HistoryQuery query -> Future.succeededFuture(histories.answer(query));
      default ->
          Future.failedFuture("the status role answers no " + question.getClass().getSimpleName());
    };
  }
}
