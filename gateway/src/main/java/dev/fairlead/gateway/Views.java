package dev.fairlead.gateway;

import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ChildView;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.WriteView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the JSON. Every field is always there, null where nothing is known; names and order
 * are a contract, written down in {@code openapi.json}.
 */
final class Views {

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final Function<String, String> traceUrl;

  /**
   * Writes views.
   *
   * @param traceUrl where a trace can be looked at, by its id; empty for nowhere
   */
  Views(Function<String, String> traceUrl) {
    this.traceUrl = traceUrl;
  }

  static JsonObject list(List<JsonObject> items, @Nullable String next) {
    return new JsonObject().put("items", new JsonArray(items)).put("continue", next);
  }

  static JsonObject process(Presence presence) {
    return new JsonObject()
        .put("incarnation", presence.incarnation().id())
        .put("roles", strings(presence.roles().stream().map(Call::lowerCase).sorted().toList()))
        .put("host", known(presence.host()))
        .put("zone", known(presence.zone()))
        .put("version", known(presence.version()))
        .put("since", MILLIS.format(presence.since()))
        .put("load", presence.load());
  }

  static JsonObject partition(PartitionView view) {
    return new JsonObject()
        .put("controller", view.controller())
        .put("layout", view.layout())
        .put("partition", view.partition())
        .put("owner", known(view.owner()))
        .put("epoch", view.epoch())
        .put("since", MILLIS.format(view.since()))
        .put("roster", strings(view.roster()))
        .put("synced", view.synced());
  }

  static JsonObject controller(ControllerView view) {
    return new JsonObject()
        .put("name", view.name())
        .put("kind", view.kind())
        .put("apiVersion", view.apiVersion())
        .put("owns", strings(view.owns()))
        .put("reads", strings(view.reads()))
        .put("objects", view.objects())
        .put("ready", view.ready())
        .put("notReady", view.notReady())
        .put("due", view.due())
        .put("delayed", view.delayed())
        .put("running", view.running())
        .put("held", view.held())
        .put("paused", view.paused())
        .put("workers", view.workers())
        .put("credit", view.credit())
        .put("oldestDueSeconds", view.oldestDueSeconds())
        .put("ratePerSecond", view.ratePerSecond())
        .put("errorsPerSecond", view.errorsPerSecond())
        .put("problems", strings(view.problems()));
  }

  JsonObject object(ObjectView view) {
    return new JsonObject()
        .put("controller", view.controller())
        .put("namespace", known(view.namespace()))
        .put("name", view.name())
        .put("uid", view.uid())
        .put("resourceVersion", view.resourceVersion())
        .put("generation", view.generation())
        .put("observedGeneration", view.observedGeneration())
        .put("phase", Call.lowerCase(view.phase()))
        .put("ready", known(view.ready()))
        .put("conditions", new JsonArray(view.conditions()))
        .put("reasons", strings(view.reasons()))
        .put("owner", known(view.owner()))
        .put("epoch", view.epoch())
        .put("attempt", view.attempt())
        .put("worker", known(view.worker()))
        .put("lastOutcome", known(view.lastOutcome()))
        .put("lastError", known(view.lastError()))
        .put("lastDurationMillis", known(view.lastDurationMillis()))
        .put("lastFinishedAt", time(view.lastFinishedAt()))
        .put("nextAttemptAt", time(view.nextAttemptAt()))
        .put("traceId", known(view.traceId()))
        .put("traceUrl", traceUrl(view.traceId()))
        .put("children", new JsonArray(view.children().stream().map(Views::child).toList()));
  }

  JsonObject explain(ExplainView view) {
    return new JsonObject()
        .put("summary", view.summary())
        .put("cause", view.cause())
        .put("phase", Call.lowerCase(view.phase()))
        .put("ready", known(view.ready()))
        .put("waitedMillis", view.waitedMillis())
        .put("waitingFor", known(view.waitingFor()))
        .put("reasons", strings(view.reasons()))
        .put("owner", known(view.owner()))
        .put("epoch", view.epoch())
        .put("attempt", view.attempt())
        .put("worker", known(view.worker()))
        .put("writes", writes(view.writes()))
        .put("blockedBy", strings(view.blockedBy()))
        .put("lastError", known(view.lastError()))
        .put("nextAttemptAt", time(view.nextAttemptAt()))
        .put("traceId", known(view.traceId()))
        .put("traceUrl", traceUrl(view.traceId()));
  }

  static JsonObject history(HistoryView view) {
    return new JsonObject()
        .put("items", new JsonArray(view.items().stream().map(Views::historyItem).toList()))
        .put("since", time(view.since()));
  }

  /** What happened to an object, as it goes to those who listen. */
  static JsonObject flight(String controller, NamespacedName name, HistoryItem item) {
    return new JsonObject()
        .put("controller", controller)
        .put("namespace", known(name.namespace()))
        .put("name", name.name())
        .put("item", historyItem(item));
  }

  /** A trace by id and where to look at it. */
  JsonObject trace(String traceId) {
    Optional<String> known = Optional.of(traceId);
    return new JsonObject().put("traceId", traceId).put("traceUrl", traceUrl(known));
  }

  private static JsonObject historyItem(HistoryItem item) {
    return new JsonObject()
        .put("at", MILLIS.format(item.at()))
        .put("type", item.type())
        .put("attempt", item.attempt())
        .put("epoch", item.epoch())
        .put("worker", known(item.worker()))
        .put("reasons", strings(item.reasons()))
        .put("outcome", known(item.outcome()))
        .put("error", known(item.error()))
        .put("durationMillis", known(item.durationMillis()))
        .put("writes", writes(item.writes()))
        .put("traceId", known(item.traceId()));
  }

  private static JsonObject child(ChildView view) {
    return new JsonObject()
        .put("apiVersion", view.apiVersion())
        .put("kind", view.kind())
        .put("namespace", known(view.namespace()))
        .put("name", view.name())
        .put("ready", known(view.ready()));
  }

  private static JsonArray writes(List<WriteView> writes) {
    return new JsonArray(
        writes.stream()
            .map(write ->
                new JsonObject()
                    .put("verb", write.verb())
                    .put("object", write.object())
                    .put("code", write.code() == 0 ? null : write.code()))
            .toList());
  }

  private @Nullable String traceUrl(Optional<String> traceId) {
    return traceId.map(traceUrl).filter(url -> !url.isEmpty()).orElse(null);
  }

  private static @Nullable String time(Optional<Instant> time) {
    return time.map(MILLIS::format).orElse(null);
  }

  private static <T> @Nullable T known(Optional<T> value) {
    return value.orElse(null);
  }

  private static @Nullable String known(String value) {
    return value.isEmpty() ? null : value;
  }

  private static JsonArray strings(List<String> values) {
    return new JsonArray(values);
  }
}
