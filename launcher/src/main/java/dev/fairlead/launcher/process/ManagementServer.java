package dev.fairlead.launcher.process;

import dev.fairlead.mesh.health.HealthChecks;
import dev.fairlead.mesh.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the kubelet and Prometheus ask of a process, on a port of its own and on every address:
 * {@code /healthz}, {@code /readyz}, {@code /metrics}. It tells nothing of any object.
 */
final class ManagementServer extends VerticleBase {

  private final int port;
  private final HealthChecks readiness;
  private final Telemetry telemetry;
  private volatile int actualPort;

  ManagementServer(int port, HealthChecks readiness, Telemetry telemetry) {
    this.port = port;
    this.readiness = readiness;
    this.telemetry = telemetry;
  }

  @Override
  public Future<HttpServer> start() {
    return vertx
        .createHttpServer(new HttpServerOptions().setPort(port).setIdleTimeout(60))
        .requestHandler(this::answer)
        .listen()
        .onSuccess(server -> actualPort = server.actualPort());
  }

  /** Where it listens, once it is deployed. */
  int actualPort() {
    return actualPort;
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      // That the event loop answers is what liveness is about.
      case "/healthz" -> request.response().end("ok\n");
      case "/readyz" -> ready(request);
      case "/metrics" ->
          vertx
              .executeBlocking(() -> telemetry.scrape(accept(request)), false)
              .onSuccess(scrape ->
                  request
                      .response()
                      .putHeader("Content-Type", scrape.contentType())
                      .end(scrape.text()))
              .onFailure(failure -> request.response().setStatusCode(500).end());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static String accept(HttpServerRequest request) {
    return String.join(",", request.headers().getAll("Accept"));
  }

  private void ready(HttpServerRequest request) {
    List<HealthChecks.Finding> findings = readiness.findings();
    boolean ok = findings.stream().allMatch(HealthChecks.Finding::ok);
    JsonArray checks = new JsonArray();
    findings.forEach(finding ->
        checks.add(
            new JsonObject()
                .put("name", finding.name())
                .put("ok", finding.ok())
                .put("message", finding.message())));
    request
        .response()
        .setStatusCode(ok ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("ready", ok).put("checks", checks).toBuffer());
  }
}
