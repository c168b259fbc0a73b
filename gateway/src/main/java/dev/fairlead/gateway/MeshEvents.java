package dev.fairlead.gateway;

import dev.fairlead.gateway.MeshClient.Reply;
import dev.fairlead.gateway.event.Event;
import dev.fairlead.gateway.event.Event.Subject;
import dev.fairlead.gateway.event.EventHub;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.flight.FlightItems;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the hub what happens: attempts as owners tell of them, and, every two seconds, what of the
 * mesh is no longer as it was. Lives on the gateway's context.
 */
final class MeshEvents implements EventHub.Source {

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final MeshBus bus;
  private final MeshClient client;
  private final EventHub hub;
  private final Map<Incarnation, Presence> processes = new HashMap<>();
  private final Map<String, ControllerView> controllers = new HashMap<>();
  private final Map<String, PartitionView> partitions = new HashMap<>();
  private Optional<MessageConsumer<Object>> flights = Optional.empty();
  private long timer = -1;
  private boolean asking;
  private boolean compared;

  MeshEvents(Vertx vertx, MeshBus bus, MeshClient client, EventHub hub) {
    this.vertx = vertx;
    this.bus = bus;
    this.client = client;
    this.hub = hub;
  }

  @Override
  public void open() {
    flights = Optional.of(bus.listen(Topic.FLIGHTS, said -> flew((FlightRecord) said)));
    client.present().forEach(presence -> processes.put(presence.incarnation(), presence));
    ask();
    timer = vertx.setPeriodic(LOOK.toMillis(), _ -> look());
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    flights.ifPresent(MessageConsumer::unregister);
    flights = Optional.empty();
    processes.clear();
    controllers.clear();
    partitions.clear();
    compared = false;
  }

  private void flew(FlightRecord record) {
    String type =
        switch (record) {
          case FlightRecord.Assigned _ -> "assigned";
          case FlightRecord.Ended _ -> "ended";
          case FlightRecord.Removed _ -> "removed";
        };
    hub.publish(
        new Event(
            type,
            new Subject.Primary(record.controller(), record.key().namespace()),
            Views.flight(record.controller(), record.key(), FlightItems.of(record)).encode()));
  }

  private void look() {
    Map<Incarnation, Presence> gone = new HashMap<>(processes);
    for (Presence presence : client.present()) {
      gone.remove(presence.incarnation());
      if (processes.put(presence.incarnation(), presence) == null) {
        publish(presence, true);
      }
    }
    gone.forEach((incarnation, presence) -> {
      processes.remove(incarnation);
      publish(presence, false);
    });
    ask();
  }

  private void publish(Presence process, boolean present) {
    JsonObject data =
        new JsonObject().put("present", present).put("process", Views.process(process));
    hub.publish(new Event("process", new Subject.Mesh(), data.encode()));
  }

  private void ask() {
    if (asking) {
      return;
    }
    asking = true;
    client
        .ask(new WatcherQuery.ListControllers(), TraceContext.NONE)
        .onComplete(answered -> {
          asking = false;
          if (flights.isPresent()
              && answered.result()
                  instanceof Reply.Got<WatcherAnswer>(WatcherAnswer.Controllers found)) {
            compare(found);
          }
        });
  }

  private void compare(WatcherAnswer.Controllers found) {
    for (ControllerView now : found.items()) {
      ControllerView before = controllers.put(now.name(), now);
      if (compared && !now.equals(before)) {
        publish("controller", now.name(), Views.controller(now));
      }
    }
    for (PartitionView now : found.partitions()) {
      String name = now.controller() + " " + now.layout() + " " + now.partition();
      PartitionView before = partitions.put(name, now);
      if (compared && !now.equals(before)) {
        publish("partition", now.controller(), Views.partition(now));
      }
    }
    compared = true;
  }

  private void publish(String type, String controller, JsonObject data) {
    hub.publish(new Event(type, new Subject.Controller(controller), data.encode()));
  }
}
