package dev.fairlead.gateway;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.diagnosis.DiagnosisService;
import dev.fairlead.mesh.presence.PresenceBeacon;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.access.Reviews;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway in a real process, and a watcher and a status replica that answer by script. */
final class ScriptedMesh implements AutoCloseable {

  static final Duration ANSWER_WITHIN = Duration.ofMillis(500);

  final MeshProcess process;
  final GatewayVerticle gateway;
  final String deployment;
  final List<WatcherQuery> asked = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Function<WatcherQuery, Future<WatcherAnswer>> watcher =
      query -> Future.failedFuture("not scripted: " + query);
  private volatile Function<HistoryQuery, Future<HistoryView>> status =
      _ -> Future.succeededFuture(HistoryView.NOTHING);

  ScriptedMesh(Map<String, String> environment, Role... roles) {
    this(environment, Optional.empty(), Connections.Bounds.DEFAULTS, Duration.ZERO, roles);
  }

  private ScriptedMesh(
      Map<String, String> environment,
      Optional<Reviews> reviews,
      Connections.Bounds bounds,
      Duration drain,
      Role... roles) {
    process = MeshProcess.start("harbour", "1.2.3", environment);
    process
        .bus()
        .answer(
            new Address(process.incarnation(), Role.WATCHER),
            question -> {
              asked.add((WatcherQuery) question);
              return watcher
                  .apply((WatcherQuery) question)
                  .map(answer -> new WatcherReply(true, answer));
            });
    DiagnosisService.open(process.vertx(), process.bus(), process.incarnation(), Path.of("target"));
    process
        .bus()
        .answer(
            new Address(process.incarnation(), Role.STATUS),
            question -> status.apply((HistoryQuery) question));
    gateway =
        new GatewayVerticle(
            new GatewaySettings(
                "127.0.0.1",
                0,
                reviews.isEmpty(),
                GatewaySettings.DEFAULTS.traceUrl(),
                ANSWER_WITHIN,
                drain),
            process,
            reviews,
            bounds);
    deployment = await(process.vertx().deployVerticle(gateway));
    if (roles.length > 0) {
      PresenceBeacon.light(
          process.vertx(),
          process.bus(),
          process.presence(Set.of(roles), "zone-a"),
          Duration.ofMillis(200));
    }
  }

  /** Everybody is there. */
  static ScriptedMesh complete() {
    return new ScriptedMesh(Map.of(), Role.WATCHER, Role.STATUS, Role.GATEWAY);
  }

  /** Everybody is there, and callers are asked who they are. */
  static ScriptedMesh guarded(Reviews reviews) {
    return new ScriptedMesh(
        Map.of(),
        Optional.of(reviews),
        Connections.Bounds.DEFAULTS,
        Duration.ZERO,
        Role.WATCHER,
        Role.STATUS,
        Role.GATEWAY);
  }

  /** Everybody is there, and connections are bounded so. */
  static ScriptedMesh bounded(Connections.Bounds bounds) {
    return new ScriptedMesh(
        Map.of(), Optional.empty(), bounds, Duration.ZERO, Role.WATCHER, Role.STATUS, Role.GATEWAY);
  }

  /** Everybody is there, and the gateway takes its time to leave. */
  static ScriptedMesh leaving(Duration drain) {
    return new ScriptedMesh(
        Map.of(),
        Optional.empty(),
        Connections.Bounds.DEFAULTS,
        drain,
        Role.WATCHER,
        Role.STATUS,
        Role.GATEWAY);
  }

  /** The process that is everybody. */
  String incarnation() {
    return process.incarnation().id();
  }

  void watcher(Function<WatcherQuery, WatcherAnswer> script) {
    watcher = query -> Future.succeededFuture(script.apply(query));
  }

  void watcherFuture(Function<WatcherQuery, Future<WatcherAnswer>> script) {
    watcher = script;
  }

  void status(Function<HistoryQuery, HistoryView> script) {
    status = query -> Future.succeededFuture(script.apply(query));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.actualPort() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  JsonObject json(String path) {
    return new JsonObject(get(path).body());
  }

  /** Sends bytes that a proper client would not, and reads until the connection ends. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.actualPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }
}
