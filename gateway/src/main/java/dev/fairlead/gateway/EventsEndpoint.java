package dev.fairlead.gateway;

import dev.fairlead.gateway.Call.BadParameter;
import dev.fairlead.gateway.event.EventFilter;
import dev.fairlead.gateway.event.EventHub;
import io.vertx.core.Future;
import java.util.Set;
import java.util.regex.Pattern;

/** What happens, as it does. */
final class EventsEndpoint {

  static final String TYPE = "text/event-stream";
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  /** Any gateway may have given it. */
  private static final Pattern ID = Pattern.compile("[-A-Za-z0-9._]{1,300}\\.[0-9]{1,18}");

  private final EventHub hub;
  private final Catalogue catalogue;
  private final Connections connections;

  private EventsEndpoint(EventHub hub, Catalogue catalogue, Connections connections) {
    this.connections = connections;
    this.hub = hub;
    this.catalogue = catalogue;
  }

  static Endpoint of(EventHub hub, Catalogue catalogue, Connections connections) {
    return Endpoint.get(
        "/api/v1/events",
        new Need.Known(),
        Set.of("controller", "namespace"),
        new EventsEndpoint(hub, catalogue, connections)::stream);
  }

  private Future<Answer> stream(Call call) {
    EventFilter filter = new EventFilter(call.text("controller"), call.namespace());
    String lastId = call.header(LAST_EVENT_ID);
    if (!lastId.isEmpty() && !ID.matcher(lastId).matches()) {
      throw new BadParameter(LAST_EVENT_ID, "is not the id of an event; leave it out to begin now");
    }
    return filter.controller().isEmpty()
        ? Future.succeededFuture(stream(call, filter, lastId))
        : catalogue
            .find(filter.controller(), call.trace())
            .compose(found ->
                switch (found) {
                  case Catalogue.Found.None() ->
                      Future.succeededFuture(Problems.unknownController(filter.controller()));
                  case Catalogue.Found.Unknown(String why) ->
                      Future.succeededFuture(Problems.unavailable(why));
                  case Catalogue.Found.Primary(var resource) ->
                      call.visitor()
                          .refusal(Need.primaries("list", resource, filter.namespace()))
                          .map(refused ->
                              refused
                                  .<Answer>map(problem -> problem)
                                  .orElseGet(() -> stream(call, filter, lastId)));
                });
  }

  private Answer stream(Call call, EventFilter filter, String lastId) {
    return hub.isFull()
        ? Problems.tooManyListeners(EventHub.STREAMS_MAX)
        : new Answer.Stream(
            TYPE,
            request -> {
              connections.listens(request);
              hub.stream(request, filter, new Listener(call.visitor(), catalogue), lastId);
            });
  }
}
