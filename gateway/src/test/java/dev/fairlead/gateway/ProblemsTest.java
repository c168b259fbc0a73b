package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Every way in which a request can go wrong, as a problem document. */
class ProblemsTest {

  private static final ScriptedMesh MESH = ScriptedMesh.complete();
  private static final String OBJECTS = "/api/v1/controllers/memcached/objects";

  @AfterAll
  static void close() {
    MESH.close();
  }

  @BeforeEach
  void answerNothing() {
    MESH.asked.clear();
    MESH.watcher(_ -> new WatcherAnswer.Objects(List.of(), java.util.Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere",
    "/api",
    "/api/v1",
    "/api/v2/mesh",
    "/api/v1/event",
    "/healthz/x",
    "/%E2%9A%93"
  })
  void unknownRoutes(String path) {
    assertProblem(MESH.get(path), 404, "unknown-route", null);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/v1/mesh,'GET, HEAD'",
    "DELETE,/api/v1/controllers/memcached/objects/default/cache,'GET, HEAD'",
    "OPTIONS,/healthz,'GET, HEAD'",
    "GET,/api/v1/controllers/memcached/objects/default/cache/reconcile,POST",
    "PUT,/api/v1/controllers/memcached/objects/default/cache/reconcile,POST"
  })
  void methodsThatAreNotAllowed(String method, String path, String allow) {
    HttpResponse<String> response = MESH.send(method, path, "");
    assertProblem(response, 405, "method-not-allowed", null);
    assertThat(response.headers().firstValue("allow")).contains(allow);
  }

  @ParameterizedTest
  @CsvSource({
    "limit,limit=0",
    "limit,limit=501",
    "limit,limit=-1",
    "limit,limit=1e2",
    "limit,limit=99999999999999999999",
    "limit,limit=١",
    "limit,limit=5&limit=5",
    "ready,ready=yes",
    "ready,ready=TRUE",
    "phase,phase=Held",
    "phase,phase=waiting",
    "namespace,namespace=Not_A_Name",
    "namespace,namespace=a%2Fb",
    "namespace,namespace=%C3%A4",
    "continue,continue=nonsense",
    "continue,continue=%00",
    "continue,continue=MQphCmIKYw",
    "lable,lable=x",
    "Limit,Limit=5"
  })
  void parametersThatAreNotRight(String field, String query) {
    String ascii = java.net.URI.create("/?" + query).toASCIIString().substring(2);
    assertProblem(MESH.get(OBJECTS + "?" + ascii), 400, "bad-parameter", field);
    assertThat(MESH.asked).isEmpty();
  }

  @Test
  void parametersWhereNoneIsTaken() {
    assertProblem(MESH.get("/api/v1/mesh?x=1"), 400, "bad-parameter", "x");
    assertProblem(MESH.get("/healthz?x"), 400, "bad-parameter", "x");
  }

  @Test
  void whatTheWatcherFindsMalformed() {
    MESH.watcher(_ -> new WatcherAnswer.BadQuery("labelSelector", "'a b' is no selector"));
    HttpResponse<String> response = MESH.get(OBJECTS + "?labelSelector=a+b");
    assertProblem(response, 400, "bad-parameter", "labelSelector");
    assertThat(response.body()).contains("'a b' is no selector");
  }

  @Test
  void controllersAndObjectsThatAreNotThere() {
    MESH.watcher(query ->
        switch (query) {
          case WatcherQuery.GetController(String controller) ->
              new WatcherAnswer.NoSuchController(controller);
          case WatcherQuery.ListObjects list ->
              new WatcherAnswer.NoSuchController(list.controller());
          case WatcherQuery.GetObject(String controller, NamespacedName name) ->
              new WatcherAnswer.NoSuchObject(controller, name);
          case WatcherQuery.Explain(String controller, NamespacedName name) ->
              new WatcherAnswer.NoSuchObject(controller, name);
          case WatcherQuery.Reconcile reconcile ->
              new WatcherAnswer.NoSuchObject(reconcile.controller(), reconcile.name());
          case WatcherQuery.Pause(String controller, _) ->
              new WatcherAnswer.NoSuchController(controller);
          case WatcherQuery.ListControllers _ ->
              new WatcherAnswer.Controllers(List.of(), List.of());
        });
    assertProblem(MESH.get("/api/v1/controllers/x"), 404, "unknown-controller", null);
    assertProblem(MESH.get(OBJECTS), 404, "unknown-controller", null);
    String object = OBJECTS + "/default/gone";
    assertProblem(MESH.get(object), 404, "unknown-object", null);
    assertProblem(MESH.get(object + "/explain"), 404, "unknown-object", null);
    assertProblem(MESH.get(object + "/history"), 404, "unknown-object", null);
    assertProblem(MESH.send("POST", object + "/reconcile", ""), 404, "unknown-object", null);
    String pause = "/api/v1/controllers/memcached/pause";
    assertProblem(MESH.send("POST", pause, ""), 404, "unknown-controller", null);
    assertThat(MESH.get(object).body()).contains("default/gone");
  }

  @Test
  void oddNamesArriveAsTheyAre() {
    MESH.watcher(query -> new WatcherAnswer.NoSuchController(query.toString()));
    MESH.get("/api/v1/controllers/%E2%9A%93%20%25/objects/a%2Fb/%3Cscript%3E");
    assertThat(MESH.asked)
        .containsExactly(new WatcherQuery.GetObject("⚓ %", new NamespacedName("a/b", "<script>")));
  }

  @Test
  void bodiesThatAreTooLarge() {
    String path = OBJECTS + "/default/cache/reconcile";
    assertProblem(MESH.send("POST", path, "x".repeat(16 * 1024 + 1)), 413, "body-too-large", null);
    MESH.watcher(_ -> new WatcherAnswer.Taken());
    String json = "{" + " ".repeat(16 * 1024 - 2) + "}";
    assertThat(MESH.send("POST", path, json).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "415 | unsupported-media-type | Content-Type | text/plain | hello",
        "415 | unsupported-media-type | Content-Type | application/xml; charset=utf-8 | <a/>",
        "400 | bad-body | body | application/json | {",
        "400 | bad-body | body | application/json | nonsense",
        "400 | bad-body | body | application/json | []",
        "400 | bad-body | body | application/json | 17",
        "400 | bad-body | force | application/json; charset=utf-8 | {\"force\": true}",
        "202 | | | application/json | {}",
      })
  void bodiesThatAreNotRight(
      int status, String type, String field, String contentType, String body) {
    MESH.watcher(_ -> new WatcherAnswer.Taken());
    HttpResponse<String> response =
        MESH.send("POST", OBJECTS + "/default/cache/reconcile", body, "Content-Type", contentType);
    if (status < 300) {
      assertThat(response.statusCode()).isEqualTo(status);
    } else {
      assertProblem(response, status, type, field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "406 | text/html",
        "406 | text/event-stream, image/*;q=0.3",
        "406 | application/json;q=0",
        "200 | application/json",
        "200 | APPLICATION/*;q=0.1",
        "200 | text/html, */*;q=0.01",
        "200 | text/html,application/json",
      })
  void whatIsTaken(int status, String accept) {
    HttpResponse<String> response = MESH.get("/api/v1/mesh", "Accept", accept);
    if (status == 406) {
      assertProblem(response, 406, "not-acceptable", "Accept");
    } else {
      assertThat(response.statusCode()).isEqualTo(status);
    }
    assertProblem(
        MESH.get("/api/v1/events", "Accept", "application/json"), 406, "not-acceptable", "Accept");
  }

  @Test
  void requestsThatCannotBeRead() throws IOException {
    assertThat(MESH.raw("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 414 .*")
        .contains("uri-too-long");
    assertThat(
            MESH.raw("GET / HTTP/1.1\r\nHost: localhost\r\nx: " + "x".repeat(17_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 431 .*")
        .contains("headers-too-large");
    assertThat(MESH.raw("NONSENSE\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 400 .*")
        .contains("bad-request");
    assertThat(
            MESH.raw(
                "GET /api/v1/controllers/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 400 .*")
        .contains("bad-request");
  }

  @Test
  void otherHostsAndOtherSites() throws IOException {
    assertThat(MESH.raw("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .contains("evil.example");
    for (String host : List.of("localhost", "127.0.0.1:80", "[::1]:8080", "LOCALHOST:1")) {
      assertThat(
              MESH.raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200 ");
    }
    String path = OBJECTS + "/default/cache/reconcile";
    assertProblem(
        MESH.send("POST", path, "", "origin", "http://evil.example"), 403, "cross-origin", null);
    assertProblem(MESH.send("POST", path, "", "origin", "null"), 403, "cross-origin", null);
    MESH.watcher(_ -> new WatcherAnswer.Taken());
    String own = "http://127.0.0.1:" + MESH.gateway.actualPort();
    assertThat(MESH.send("POST", path, "", "origin", own).statusCode()).isEqualTo(202);
  }

  @Test
  void aWatcherThatFails() {
    MESH.watcherFuture(_ -> Future.failedFuture("its cache is on fire"));
    HttpResponse<String> response = MESH.get(OBJECTS);
    assertUnavailable(response);
    assertThat(response.body()).contains("its cache is on fire");
  }

  @Test
  void aWatcherThatSaysNothing() {
    MESH.watcherFuture(_ -> Promise.<WatcherAnswer>promise().future());
    HttpResponse<String> response = MESH.get(OBJECTS);
    assertUnavailable(response);
    assertThat(response.body()).contains("said nothing for 500 ms");
  }

  @Test
  void nobodyIsThere() {
    try (ScriptedMesh empty = new ScriptedMesh(Map.of())) {
      assertUnavailable(empty.get("/api/v1/controllers"));
      assertUnavailable(empty.get(OBJECTS + "/default/cache"));
      assertUnavailable(empty.send("POST", OBJECTS + "/default/cache/reconcile", ""));
      HttpResponse<String> history = empty.get(OBJECTS + "/default/cache/history");
      assertUnavailable(history);
      assertThat(history.body()).contains("no status replica is present");
      assertThat(empty.get("/api/v1/mesh").body())
          .isEqualTo("{\"name\":\"harbour\",\"processes\":[],\"partitions\":null}");
    }
  }

  @Test
  void theUnexpectedIsLoggedOnceUnderAnId() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.fairlead.gateway");
    logger.addAppender(log);
    try {
      // A programming error: an explanation is asked for, a list is given.
      MESH.watcher(_ -> new WatcherAnswer.Taken());
      HttpResponse<String> response = MESH.get(OBJECTS + "/default/cache/explain");
      assertProblem(response, 500, "unexpected", null);
      assertThat(response.body()).doesNotContain("ClassCast").doesNotContain("at dev.fairlead");
      assertThat(log.list).hasSize(1);
      String id = String.valueOf(log.list.getFirst().getArgumentArray()[0]);
      assertThat(new JsonObject(response.body()).getString("detail")).contains(id);
      assertThat(log.list.getFirst().getThrowableProxy()).isNotNull();
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void oneWatcherOfSeveralOwnsIt() {
    try (ScriptedMesh two = new ScriptedMesh(Map.of(), Role.WATCHER)) {
      two.watcher(query ->
          query instanceof WatcherQuery.GetController
              ? new WatcherAnswer.Controllers(List.of(Examples.CONTROLLER), List.of())
              : new WatcherAnswer.NoSuchController("memcached"));
      assertThat(two.get("/api/v1/controllers/memcached").statusCode()).isEqualTo(200);
      SecondWatcher.join(two, _ -> new WatcherAnswer.NoSuchController("memcached"));
      assertThat(two.get("/api/v1/controllers/memcached").statusCode()).isEqualTo(200);
      assertProblem(two.get(OBJECTS), 404, "unknown-controller", null);
      SecondWatcher.joinSilent(two);
      assertThat(two.get("/api/v1/controllers/memcached").statusCode()).isEqualTo(200);
      // The silent one might know.
      assertUnavailable(two.get(OBJECTS));
    }
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertProblem(response, 503, "unavailable", null);
    assertThat(response.headers().firstValue("retry-after")).contains("1");
  }

  private static void assertProblem(
      HttpResponse<String> response,
      int status,
      String type,
      @org.jspecify.annotations.Nullable String field) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(response.body());
    assertThat(new ArrayList<>(problem.fieldNames()))
        .containsExactly("type", "title", "status", "detail", "field");
    assertThat(problem.getString("type")).isEqualTo("https://fairlead.dev/problems/" + type);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("field")).isEqualTo(field);
  }
}
