package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer, field by field. */
class ApiShapesTest {

  private static final ScriptedMesh MESH = ScriptedMesh.complete();
  private static final String OBJECTS = "/api/v1/controllers/memcached/objects";
  private static final NamespacedName CACHE = new NamespacedName("default", "cache");

  @AfterAll
  static void close() {
    MESH.close();
  }

  @BeforeEach
  void forget() {
    MESH.asked.clear();
  }

  @Test
  void mesh() {
    MESH.watcher(_ ->
        new WatcherAnswer.Controllers(List.of(Examples.CONTROLLER), List.of(Examples.PARTITION)));
    JsonObject mesh = MESH.json("/api/v1/mesh");
    assertFields(mesh, "name", "processes", "partitions");
    assertThat(mesh.getString("name")).isEqualTo("harbour");
    JsonObject process = mesh.getJsonArray("processes").getJsonObject(0);
    assertFields(process, "incarnation", "roles", "host", "zone", "version", "since", "load");
    assertThat(process.getString("incarnation")).isEqualTo(MESH.process.incarnation().id());
    assertThat(process.getJsonArray("roles"))
        .isEqualTo(JsonArray.of("gateway", "status", "watcher"));
    assertThat(process.getString("zone")).isEqualTo("zone-a");
    assertThat(process.getString("since"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(mesh.getJsonArray("partitions").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"controller": "memcached", "layout": 1, "partition": 0, "owner": "host-1", "epoch": 7,
                 "since": "2026-01-02T03:04:05.060Z", "roster": ["host-1"], "synced": true}
                """));
  }

  @Test
  void controllers() {
    MESH.watcher(_ -> new WatcherAnswer.Controllers(List.of(Examples.CONTROLLER), List.of()));
    JsonObject list = MESH.json("/api/v1/controllers");
    assertFields(list, "items", "continue");
    assertThat(list.getValue("continue")).isNull();
    JsonObject controller = MESH.json("/api/v1/controllers/memcached");
    assertThat(list.getJsonArray("items")).isEqualTo(JsonArray.of(controller));
    assertThat(MESH.asked)
        .containsExactly(
            new WatcherQuery.ListControllers(), new WatcherQuery.GetController("memcached"));
    assertFields(
        controller,
        "name",
        "kind",
        "apiVersion",
        "owns",
        "reads",
        "objects",
        "ready",
        "notReady",
        "due",
        "delayed",
        "running",
        "held",
        "paused",
        "workers",
        "credit",
        "oldestDueSeconds",
        "ratePerSecond",
        "errorsPerSecond",
        "problems");
    assertThat(controller)
        .isEqualTo(
            new JsonObject(
                """
                {"name": "memcached", "kind": "Memcached", "apiVersion": "cache.example.com/v1",
                 "owns": ["apps/v1 Deployment"], "reads": [], "objects": 10, "ready": 7, "notReady": 3,
                 "due": 1, "delayed": 2, "running": 1, "held": 1, "paused": false, "workers": 2,
                 "credit": 64, "oldestDueSeconds": 1.5, "ratePerSecond": 20.25, "errorsPerSecond": 0.5,
                 "problems": ["cannot list deployments.apps"]}
                """));
  }

  @Test
  void object() {
    MESH.watcher(_ -> objects(Optional.empty(), Examples.OBJECT));
    JsonObject object = MESH.json(OBJECTS + "/default/cache");
    assertThat(MESH.asked).containsExactly(new WatcherQuery.GetObject("memcached", CACHE));
    assertFields(
        object,
        "controller",
        "namespace",
        "name",
        "uid",
        "resourceVersion",
        "generation",
        "observedGeneration",
        "phase",
        "ready",
        "conditions",
        "reasons",
        "owner",
        "epoch",
        "attempt",
        "worker",
        "lastOutcome",
        "lastError",
        "lastDurationMillis",
        "lastFinishedAt",
        "nextAttemptAt",
        "traceId",
        "traceUrl",
        "children");
    assertThat(object)
        .isEqualTo(
            new JsonObject(
                """
                {"controller": "memcached", "namespace": "default", "name": "cache", "uid": "u-1",
                 "resourceVersion": "42", "generation": 3, "observedGeneration": 2, "phase": "running",
                 "ready": true,
                 "conditions": [{"type": "Available", "status": "True", "observedGeneration": 2}],
                 "reasons": ["PRIMARY_CHANGED"], "owner": "host-1", "epoch": 7, "attempt": 12,
                 "worker": "host-2", "lastOutcome": "done", "lastError": "boom",
                 "lastDurationMillis": 15, "lastFinishedAt": "2026-01-02T03:04:05.060Z",
                 "nextAttemptAt": "2026-01-02T03:04:06.060Z",
                 "traceId": "0af7651916cd43dd8448eb211c80319c",
                 "traceUrl": "http://localhost:16686/trace/0af7651916cd43dd8448eb211c80319c",
                 "children": [
                   {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "default",
                    "name": "cache", "ready": true},
                   {"apiVersion": "v1", "kind": "ConfigMap", "namespace": null, "name": "c",
                    "ready": null}]}
                """));
  }

  @Test
  void whatIsNotKnownIsThereAndNull() {
    MESH.watcher(_ -> objects(Optional.empty(), Examples.UNKNOWN_OBJECT));
    JsonObject object = MESH.json(OBJECTS + "/-/bare");
    assertThat(MESH.asked)
        .containsExactly(new WatcherQuery.GetObject("memcached", new NamespacedName("", "bare")));
    assertThat(
            object.fieldNames().stream().filter(field -> object.getValue(field) == null).toList())
        .containsExactly(
            "namespace",
            "ready",
            "owner",
            "worker",
            "lastOutcome",
            "lastError",
            "lastDurationMillis",
            "lastFinishedAt",
            "nextAttemptAt",
            "traceId",
            "traceUrl");
    assertThat(object.size()).isEqualTo(23);
  }

  @Test
  void objectsPageByPage() {
    MESH.watcher(_ -> objects(Optional.of(CACHE), Examples.OBJECT));
    JsonObject first = MESH.json(OBJECTS);
    assertFields(first, "items", "continue");
    assertThat(first.getJsonArray("items")).hasSize(1);
    MESH.watcher(_ -> objects(Optional.empty(), Examples.UNKNOWN_OBJECT));
    JsonObject second =
        MESH.json(
            OBJECTS
                + "?namespace=default&labelSelector=a%3Db%2Cc+in+%28d%29&search=t%2Fca&ready=false&phase=held"
                + "&limit=500&continue="
                + first.getString("continue"));
    assertThat(second.getValue("continue")).isNull();
    assertThat(MESH.asked)
        .containsExactly(
            new WatcherQuery.ListObjects(
                "memcached", "", "", "", Optional.empty(), Optional.empty(), 100, Optional.empty()),
            new WatcherQuery.ListObjects(
                "memcached",
                "default",
                "a=b,c in (d)",
                "t/ca",
                Optional.of(false),
                Optional.of(Phase.HELD),
                500,
                Optional.of(CACHE)));
  }

  @Test
  void explain() {
    MESH.watcher(_ -> new WatcherAnswer.Explanation(Examples.EXPLAIN));
    JsonObject explain = MESH.json(OBJECTS + "/default/cache/explain");
    assertThat(MESH.asked).containsExactly(new WatcherQuery.Explain("memcached", CACHE));
    assertFields(
        explain,
        "summary",
        "cause",
        "phase",
        "ready",
        "waitedMillis",
        "waitingFor",
        "reasons",
        "owner",
        "epoch",
        "attempt",
        "worker",
        "writes",
        "blockedBy",
        "lastError",
        "nextAttemptAt",
        "traceId",
        "traceUrl");
    assertThat(explain)
        .isEqualTo(
            new JsonObject(
                """
                {"summary": "It waits for its Deployment.", "cause": "childNotReady",
                 "phase": "delayed", "ready": false, "waitedMillis": 1234,
                 "waitingFor": "Deployment default/cache", "reasons": ["CHILD_CHANGED"],
                 "owner": "host-1", "epoch": 7, "attempt": 12, "worker": "host-2",
                 "writes": [
                   {"verb": "patch", "object": "deployments.apps default/cache", "code": 200},
                   {"verb": "create", "object": "configmaps default/c", "code": null}],
                 "blockedBy": ["a hold"], "lastError": "boom",
                 "nextAttemptAt": "2026-01-02T03:04:05.060Z",
                 "traceId": "0af7651916cd43dd8448eb211c80319c",
                 "traceUrl": "http://localhost:16686/trace/0af7651916cd43dd8448eb211c80319c"}
                """));
  }

  @Test
  void anExplanationOfNothingWaitsForNull() {
    MESH.watcher(_ ->
        new WatcherAnswer.Explanation(
            new ExplainView(
                "All is as desired.",
                "idle",
                Phase.IDLE,
                Optional.empty(),
                0,
                "",
                List.of(),
                "",
                0,
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    JsonObject explain = MESH.json(OBJECTS + "/default/cache/explain");
    assertThat(explain.getValue("waitingFor")).isNull();
    assertThat(explain.size()).isEqualTo(17);
  }

  @Test
  void history() {
    MESH.status(query ->
        query.equals(new HistoryQuery("memcached", CACHE))
            ? new HistoryView(List.of(Examples.HISTORY_ITEM), Optional.of(Instant.EPOCH))
            : HistoryView.NOTHING);
    JsonObject history = MESH.json(OBJECTS + "/default/cache/history");
    assertFields(history, "items", "since");
    assertThat(history.getString("since")).isEqualTo("1970-01-01T00:00:00.000Z");
    JsonObject item = history.getJsonArray("items").getJsonObject(0);
    assertFields(
        item,
        "at",
        "type",
        "attempt",
        "epoch",
        "worker",
        "reasons",
        "outcome",
        "error",
        "durationMillis",
        "writes",
        "traceId");
    assertThat(item)
        .isEqualTo(
            new JsonObject(
                """
                {"at": "2026-01-02T03:04:05.060Z", "type": "attempt", "attempt": 12, "epoch": 7,
                 "worker": "host-2", "reasons": ["CHILD_CHANGED"], "outcome": "failed",
                 "error": "boom", "durationMillis": 15,
                 "writes": [
                   {"verb": "patch", "object": "deployments.apps default/cache", "code": 200}],
                 "traceId": "0af7651916cd43dd8448eb211c80319c"}
                """));
  }

  @Test
  void historyOfWhatExistsButHasNone() {
    MESH.status(_ -> HistoryView.NOTHING);
    MESH.watcher(_ -> objects(Optional.empty(), Examples.OBJECT));
    assertThat(MESH.get(OBJECTS + "/default/cache/history").body())
        .isEqualTo("{\"items\":[],\"since\":null}");
  }

  @Test
  void jsonIsIndentedForThoseWhoRead() {
    MESH.watcher(_ -> new WatcherAnswer.Controllers(List.of(), List.of()));
    String path = "/api/v1/controllers";
    String indented = "{\n  \"items\" : [ ],\n  \"continue\" : null\n}\n";
    assertThat(MESH.get(path).body()).isEqualTo("{\"items\":[],\"continue\":null}");
    assertThat(MESH.get(path, "user-agent", "curl/8.5.0").body()).isEqualTo(indented);
    assertThat(MESH.get(path + "?pretty").body()).isEqualTo(indented);
    assertThat(MESH.get(path + "?pretty=false", "user-agent", "curl/8.5.0").body())
        .doesNotContain("\n");
  }

  @Test
  void headIsGetWithoutBody() {
    MESH.watcher(_ -> new WatcherAnswer.Controllers(List.of(), List.of()));
    HttpResponse<String> head = MESH.send("HEAD", "/api/v1/controllers", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private static WatcherAnswer.Objects objects(
      Optional<NamespacedName> next, ObjectView... objects) {
    return new WatcherAnswer.Objects(List.of(objects), next);
  }

  private static void assertFields(JsonObject json, String... names) {
    assertThat(new ArrayList<>(json.fieldNames())).containsExactly(names);
  }
}
