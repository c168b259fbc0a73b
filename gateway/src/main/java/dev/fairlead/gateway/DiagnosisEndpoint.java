package dev.fairlead.gateway;

import dev.fairlead.mesh.diagnosis.Diagnosis;
import dev.fairlead.mesh.diagnosis.DiagnosisQuery;
import dev.fairlead.mesh.presence.Presence;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the JVM of a process fares, as that process tells of itself. */
final class DiagnosisEndpoint {

  private final MeshClient client;

  private DiagnosisEndpoint(MeshClient client) {
    this.client = client;
  }

  static Endpoint of(MeshClient client) {
    return Endpoint.get(
        "/api/v1/processes/{incarnation}/diagnosis",
        new Need.Path(Need.DIAGNOSIS),
        Set.of("classes", "record"),
        new DiagnosisEndpoint(client)::diagnosis);
  }

  private Future<Answer> diagnosis(Call call) {
    String wanted = call.incarnation();
    Optional<Presence> process =
        client.present().stream().filter(it -> it.incarnation().id().equals(wanted)).findFirst();
    if (process.isEmpty()) {
      return Future.succeededFuture(Problems.unknownProcess(wanted));
    }
    DiagnosisQuery query =
        new DiagnosisQuery(
            call.flag("classes").orElse(false),
            call.number("record", DiagnosisQuery.RECORD_SECONDS_MAX));
    return client
        .diagnosis(process.get().incarnation(), query, call.trace())
        .map(reply ->
            switch (reply) {
              case MeshClient.Reply.Got<Diagnosis>(Diagnosis found) -> new Answer.Json(view(found));
              case MeshClient.Reply.Nobody<Diagnosis>(String why) -> Problems.unavailable(why);
            });
  }

  private static JsonObject view(Diagnosis of) {
    return new JsonObject()
        .put("incarnation", of.process().id())
        .put("uptimeMillis", of.uptimeMillis())
        .put(
            "heap",
            new JsonObject()
                .put("usedBytes", of.heap().usedBytes())
                .put("committedBytes", of.heap().committedBytes())
                .put("maxBytes", of.heap().maxBytes()))
        .put(
            "offHeap",
            array(of.offHeap(), pool -> named(pool.name()).put("usedBytes", pool.usedBytes())))
        .put(
            "collectors",
            array(
                of.collectors(),
                collector ->
                    named(collector.name())
                        .put("count", collector.count())
                        .put("totalMillis", collector.totalMillis())))
        .put(
            "threads",
            new JsonObject()
                .put("now", of.threads().now())
                .put("peak", of.threads().peak())
                .put("startedEver", of.threads().startedEver()))
        .put("deadlocks", new JsonArray(of.deadlocks()))
        .put(
            "eventLoops",
            array(
                of.loops(),
                loop ->
                    named(loop.name())
                        .put("turnMillis", loop.turnMillis())
                        .put("stack", new JsonArray(loop.stack()))))
        .put("files", new JsonObject().put("open", of.files().open()).put("max", of.files().max()))
        .put(
            "classes",
            array(
                of.classes(),
                type ->
                    named(type.name())
                        .put("instances", type.instances())
                        .put("bytes", type.bytes())))
        .put("recording", of.recording().isEmpty() ? null : of.recording());
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonObject> view) {
    return new JsonArray(items.stream().map(view).toList());
  }
}
