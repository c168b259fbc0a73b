package dev.fairlead.gateway;

import dev.fairlead.gateway.MeshClient.Reply;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which resource each controller reconciles, as far as it was asked for. Only controllers that
 * exist are remembered, so there is no bound to run into. Lives on the gateway's context.
 */
final class Catalogue {

  private static final long KEEP_MILLIS = Duration.ofSeconds(30).toMillis();

  /** Stands for all of a group: whoever may do that may also do it with what is not known. */
  private static final String ANY = "*";

  private record Known(GroupVersionResource resource, long untilMillis) {}

  /** What is found under a name. */
  sealed interface Found {

    /** The resource of its primaries. */
    record Primary(GroupVersionResource resource) implements Found {}

    /** There is no such controller. */
    record None() implements Found {}

    /** Nobody who could know has answered. */
    record Unknown(String why) implements Found {}
  }

  private final MeshClient client;
  private final LongSupplier nowMillis;
  private final Map<String, Known> known = new HashMap<>();

  Catalogue(MeshClient client, LongSupplier nowMillis) {
    this.client = client;
    this.nowMillis = nowMillis;
  }

  /** The resource of a controller's primaries; at once where it is known. */
  Future<Found> find(String controller, TraceContext trace) {
    Known before = known.get(controller);
    if (before != null && nowMillis.getAsLong() < before.untilMillis()) {
      return Future.succeededFuture(new Found.Primary(before.resource()));
    }
    return client.ask(new WatcherQuery.GetController(controller), trace).map(this::found);
  }

  private Found found(Reply<WatcherAnswer> reply) {
    return switch (reply) {
      case Reply.Nobody<WatcherAnswer>(String why) -> new Found.Unknown(why);
      case Reply.Got<WatcherAnswer>(WatcherAnswer.Controllers(var items, var _))
          when !items.isEmpty() ->
          new Found.Primary(learn(items.getFirst()));
      case Reply.Got<WatcherAnswer> _ -> new Found.None();
    };
  }

  /** Takes in what a watcher says of a controller. */
  GroupVersionResource learn(ControllerView view) {
    GroupVersionResource resource = view.resource().orElseGet(() -> anyOf(view.apiVersion()));
    if (view.resource().isPresent()) {
      known.put(view.name(), new Known(resource, nowMillis.getAsLong() + KEEP_MILLIS));
    }
    return resource;
  }

  /** A kind that is not installed has no resource yet. */
  private static GroupVersionResource anyOf(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return new GroupVersionResource(
        slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), ANY);
  }
}
