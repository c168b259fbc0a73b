package dev.fairlead.gateway;

import dev.fairlead.mesh.health.HealthChecks;
import dev.fairlead.mesh.health.HealthChecks.Finding;
import dev.fairlead.mesh.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What those who run the gateway ask: whether it lives and is ready, its metrics, what it serves.
 */
final class OperationsEndpoints {

  private static final Need OPEN = new Need.Nothing();

  private static final String INDEX =
      """
      Fairlead gateway

      GET  /healthz                               whether this process lives
      GET  /readyz                                whether it is ready, and what it waits for
      GET  /metrics                               every role of this process, for Prometheus
      GET  /openapi.json                          all of this, exactly
      GET  /api/v1/mesh                           the processes, and who owns what
      GET  /api/v1/processes/{incarnation}/diagnosis
                                                  how its JVM fares
      GET  /api/v1/controllers                    all controllers
      GET  /api/v1/controllers/{controller}       one of them
      GET  …/objects                              ?namespace= &labelSelector= &search= &ready= &phase= &limit= &continue=
      GET  …/objects/{namespace}/{name}           one object (namespace - where it is cluster-scoped)
      GET  …/objects/{namespace}/{name}/explain   why it is as it is
      GET  …/objects/{namespace}/{name}/history   what happened to it
      POST …/objects/{namespace}/{name}/reconcile have it reconciled now
      POST …/pause                                have no attempt of the controller begin
      POST …/resume                               have them begin again
      GET  /api/v1/events                         what happens, as it does: ?controller= &namespace=
      """;

  private final Vertx vertx;
  private final Telemetry telemetry;
  private final HealthChecks readiness;
  private final Buffer openApi;

  OperationsEndpoints(Vertx vertx, Telemetry telemetry, HealthChecks readiness, Buffer openApi) {
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.readiness = readiness;
    this.openApi = openApi;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            "/", OPEN, Set.of(), _ -> content("text/plain; charset=utf-8", Buffer.buffer(INDEX))),
        Endpoint.get("/healthz", OPEN, Set.of(), _ -> json(new JsonObject().put("ok", true), 200)),
        Endpoint.get("/readyz", OPEN, Set.of(), _ -> ready()),
        Endpoint.get("/metrics", new Need.Path(Need.METRICS), Set.of(), this::metrics),
        Endpoint.get("/openapi.json", OPEN, Set.of(), _ -> content("application/json", openApi)));
  }

  /** The document that describes what is served; read from the class path, not on an event loop. */
  static Buffer openApi() {
    try (InputStream in = OperationsEndpoints.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException(
            "openapi.json is missing beside " + OperationsEndpoints.class);
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Future<Answer> ready() {
    List<Finding> findings = readiness.findings();
    boolean ready = findings.stream().allMatch(Finding::ok);
    JsonArray checks =
        new JsonArray(
            findings.stream()
                .map(finding ->
                    new JsonObject()
                        .put("name", finding.name())
                        .put("ok", finding.ok())
                        .put("message", finding.message()))
                .toList());
    return json(new JsonObject().put("ready", ready).put("checks", checks), ready ? 200 : 503);
  }

  private Future<Answer> metrics(Call call) {
    return vertx
        .executeBlocking(() -> telemetry.scrape(call.header("accept")), false)
        .map(scrape -> new Answer.Content(scrape.contentType(), Buffer.buffer(scrape.text())));
  }

  private static Future<Answer> json(JsonObject body, int status) {
    return Future.succeededFuture(new Answer.Json(status, body, Map.of()));
  }

  private static Future<Answer> content(String type, Buffer body) {
    return Future.succeededFuture(new Answer.Content(type, body));
  }
}
