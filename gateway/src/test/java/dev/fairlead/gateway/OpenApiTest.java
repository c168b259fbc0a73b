package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document that is served is valid OpenAPI, and the answers are what it says. */
class OpenApiTest {

  private static final ScriptedMesh MESH = ScriptedMesh.complete();
  private static final Vertx VERTX = Vertx.vertx();
  private static final OpenAPIContract CONTRACT =
      ScriptedMesh.await(OpenAPIContract.from(VERTX, document()));
  private static final ResponseValidator VALIDATOR = ResponseValidator.create(VERTX, CONTRACT);
  private static final String OBJECT = "/api/v1/controllers/memcached/objects/default/cache";

  @AfterAll
  static void close() {
    ScriptedMesh.await(VERTX.close());
    MESH.close();
  }

  @BeforeEach
  void answer() {
    MESH.status(_ -> new HistoryView(List.of(Examples.HISTORY_ITEM), Optional.of(Instant.EPOCH)));
    MESH.watcher(OpenApiTest::answer);
  }

  @Test
  void everyPathThatIsServedIsDescribedAndNothingElse() {
    for (Operation operation : CONTRACT.operations()) {
      String path =
          operation
              .getOpenAPIPath()
              .replace("{incarnation}", MESH.incarnation())
              .replace("{controller}", "memcached")
              .replace("{namespace}", "default")
              .replace("{name}", "cache");
      // Events do not end.
      String method = path.endsWith("/events") ? "HEAD" : operation.getHttpMethod().name();
      HttpResponse<String> response = MESH.send(method, path, "");
      assertThat(response.statusCode()).as(path).isNotIn(404, 405);
      assertThat(MESH.send("DELETE", path, "").statusCode()).as(path).isEqualTo(405);
    }
    assertThat(CONTRACT.operations()).hasSize(17);
  }

  @Test
  void answersAreValid() {
    assertValid("getMesh", MESH.get("/api/v1/mesh"));
    assertValid(
        "diagnoseProcess",
        MESH.get("/api/v1/processes/" + MESH.incarnation() + "/diagnosis?classes=true"));
    assertValid("diagnoseProcess", MESH.get("/api/v1/processes/nobody/diagnosis"));
    assertValid("listControllers", MESH.get("/api/v1/controllers"));
    assertValid("getController", MESH.get("/api/v1/controllers/memcached"));
    assertValid("listObjects", MESH.get("/api/v1/controllers/memcached/objects"));
    assertValid("getObject", MESH.get(OBJECT));
    assertValid("explainObject", MESH.get(OBJECT + "/explain"));
    assertValid("getHistory", MESH.get(OBJECT + "/history"));
    HttpResponse<String> taken = MESH.send("POST", OBJECT + "/reconcile", "");
    assertThat(taken.statusCode()).isEqualTo(202);
    assertValid("reconcileObject", taken);
    assertValid("pauseController", MESH.send("POST", "/api/v1/controllers/memcached/pause", ""));
    assertValid("resumeController", MESH.send("POST", "/api/v1/controllers/memcached/resume", ""));
    assertValid("healthz", MESH.get("/healthz"));
    assertValid("readyz", MESH.get("/readyz"));
  }

  @Test
  void answersOfWhatIsNotKnownAreValid() {
    MESH.watcher(
        _ -> new WatcherAnswer.Objects(List.of(Examples.UNKNOWN_OBJECT), Optional.empty()));
    assertValid("getObject", MESH.get(OBJECT));
    try (ScriptedMesh nobody = new ScriptedMesh(Map.of())) {
      assertValid("getMesh", nobody.get("/api/v1/mesh"));
      assertValid("readyz", nobody.get("/readyz"));
      assertValid("listControllers", nobody.get("/api/v1/controllers"));
    }
    try (ScriptedMesh alone = new ScriptedMesh(Map.of(), Role.GATEWAY)) {
      assertValid("getMesh", alone.get("/api/v1/mesh"));
    }
  }

  @Test
  void problemsAreValid() {
    MESH.watcher(_ -> new WatcherAnswer.NoSuchController("memcached"));
    assertValid("getController", MESH.get("/api/v1/controllers/memcached"));
    assertValid("listObjects", MESH.get("/api/v1/controllers/memcached/objects?limit=0"));
    assertValid("getMesh", MESH.get("/api/v1/mesh?x"));
  }

  /** To every question what is asked for. */
  static WatcherAnswer answer(WatcherQuery query) {
    return switch (query) {
      case WatcherQuery.ListControllers _, WatcherQuery.GetController _ ->
          new WatcherAnswer.Controllers(List.of(Examples.CONTROLLER), List.of(Examples.PARTITION));
      case WatcherQuery.ListObjects _ ->
          new WatcherAnswer.Objects(
              List.of(Examples.OBJECT, Examples.UNKNOWN_OBJECT),
              Optional.of(new dev.fairlead.protocol.object.NamespacedName("", "bare")));
      case WatcherQuery.GetObject _ ->
          new WatcherAnswer.Objects(List.of(Examples.OBJECT), Optional.empty());
      case WatcherQuery.Explain _ -> new WatcherAnswer.Explanation(Examples.EXPLAIN);
      case WatcherQuery.Reconcile _, WatcherQuery.Pause _ -> new WatcherAnswer.Taken();
    };
  }

  private static void assertValid(String operation, HttpResponse<String> response) {
    ScriptedMesh.await(
        VALIDATOR.validate(
            ValidatableResponse.create(
                response.statusCode(), Buffer.buffer(response.body()), "application/json"),
            operation));
  }

  /** As it is served, with the names of media types that the validator does not know made plain. */
  private static JsonObject document() {
    return new JsonObject(
        MESH.get("/openapi.json")
            .body()
            .replace("application/problem+json", "application/json")
            .replace("text/event-stream", "text/plain")
            .replaceAll("\"text/plain; [^\"]*\"", "\"text/plain\""));
  }
}
