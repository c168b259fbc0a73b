package dev.fairlead.gateway;

import dev.fairlead.gateway.access.Gatekeeper;
import dev.fairlead.gateway.event.EventHub;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.presence.PresenceBook;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.access.Reviews;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of a mesh: an HTTP server, on a loopback address if it takes anybody. Deploying it
 * fails with {@link PortUnavailableException} where it cannot listen; undeploying waits for the
 * rest of the {@link #leave farewell}, then lets requests that are in flight end, for ten seconds
 * at most.
 */
public final class GatewayVerticle extends VerticleBase {

  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final int PROCESSES_MAX = 1000;
  private static final long DRAIN_SECONDS = 10;
  private static final int COMPRESSED_BYTES_MIN = 1024;

  /** Requests under way on one connection of HTTP/2. */
  private static final int STREAMS_MAX = 100;

  private final GatewaySettings settings;
  private final MeshProcess process;
  private final Optional<Reviews> reviews;
  private final Connections.Bounds bounds;
  private final Buffer openApi = OperationsEndpoints.openApi();
  private final Console console = Console.load();
  private final Farewell farewell;
  private volatile @Nullable HttpServer server;
  private volatile boolean acquainted;
  private Optional<EventHub> events = Optional.empty();

  /**
   * A gateway that is still to be deployed, on the Vert.x of the process.
   *
   * @param reviews who callers are and what they may do; needed unless everybody is taken
   */
  public GatewayVerticle(GatewaySettings settings, MeshProcess process, Optional<Reviews> reviews) {
    this(settings, process, reviews, Connections.Bounds.DEFAULTS);
  }

  GatewayVerticle(
      GatewaySettings settings,
      MeshProcess process,
      Optional<Reviews> reviews,
      Connections.Bounds bounds) {
    if (!settings.anonymous() && reviews.isEmpty()) {
      throw new IllegalArgumentException("somebody has to say who callers are");
    }
    this.settings = settings;
    this.process = process;
    this.reviews = reviews;
    this.bounds = bounds;
    this.farewell = new Farewell(settings.drain());
  }

  /** The port it listens on once it is deployed. */
  public int actualPort() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("the gateway is not deployed");
    }
    return listening.actualPort();
  }

  @Override
  public Future<?> start() {
    PresenceBook book = new PresenceBook(SILENCE, PROCESSES_MAX);
    process.bus().listen(Topic.PRESENCE, said -> heard(book, (Presence) said));
    process.readiness().add("watchers", this::acquaintance);
    MeshClient client =
        new MeshClient(
            vertx, process.bus(), book, GatewayVerticle::nowMillis, settings.answerWithin());
    EventHub hub = new EventHub(vertx, process.incarnation().id());
    hub.start(new MeshEvents(vertx, process.bus(), client, hub));
    events = Optional.of(hub);
    Connections connections = new Connections(vertx, bounds);
    return vertx
        .createHttpServer(options())
        .connectionHandler(connections::opened)
        .requestHandler(router(client, hub, connections))
        .invalidRequestHandler(InvalidRequests::answer)
        .listen()
        .onSuccess(listening -> server = listening)
        .recover(cause -> Future.failedFuture(PortUnavailableException.of(settings, cause)));
  }

  private void heard(PresenceBook book, Presence presence) {
    book.heard(presence, nowMillis());
    if (presence.roles().contains(Role.WATCHER)) {
      acquainted = true;
    }
  }

  /**
   * Whoever has just come must not be chosen before it knows whom to ask. That all watchers are
   * gone later on is no reason not to be: somebody has to say so.
   */
  private Verdict acquaintance() {
    return acquainted ? Verdict.OK : Verdict.waiting("no watcher is present in the mesh yet");
  }

  /**
   * Tells that the process is about to end. The gateway goes on answering for as long as {@link
   * GatewaySettings#drain} says; readiness must have been withdrawn before. From any thread.
   */
  public void leave() {
    farewell.begin();
  }

  @Override
  public Future<?> stop() {
    long left = farewell.leftMillis();
    return left == 0 ? shutdown() : vertx.timer(left).compose(_ -> shutdown());
  }

  private Future<Void> shutdown() {
    // They never end by themselves, and the server waits for what is under way.
    events.ifPresent(EventHub::close);
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setIdleTimeout((int) bounds.silence().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxInitialLineLength(InvalidRequests.LINE_BYTES_MAX)
        .setMaxHeaderSize(InvalidRequests.HEADER_BYTES_MAX)
        .setCompressionSupported(true)
        // A page of 500 objects is a tenth of its size at the lowest level, for a third of the
        // time.
        .setCompressionLevel(1)
        .setCompressionContentSizeThreshold(COMPRESSED_BYTES_MIN)
        .setHttp2ClearTextEnabled(true)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(STREAMS_MAX)
                .setMaxHeaderListSize(InvalidRequests.HEADER_BYTES_MAX))
        .setHandle100ContinueAutomatically(true)
        // The gateway has spans of its own, named by route.
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  private Router router(MeshClient client, EventHub hub, Connections connections) {
    Router router = Router.router(vertx);
    Catalogue catalogue = new Catalogue(client, GatewayVerticle::nowMillis);
    Guard guard = new Guard(gatekeeper(), catalogue);
    RequestHandler handler = new RequestHandler(process.telemetry().spans(), guard);
    Views views = new Views(settings::traceUrl);
    HttpMetrics metrics = new HttpMetrics(process.telemetry().meters().group());
    router.route().handler(metrics::measure);
    router.route().handler(connections::count);
    router.route().handler(farewell::handle);
    router.post().handler(connections::awaitBody);
    if (settings.anonymous()) {
      router.route().handler(SameMachine::check);
    }
    console.route(router);
    Stream.of(
            new OperationsEndpoints(vertx, process.telemetry(), process.readiness(), openApi).all(),
            new ApiEndpoints(process.mesh(), client, catalogue, views).all(),
            List.of(DiagnosisEndpoint.of(client), EventsEndpoint.of(hub, catalogue, connections)))
        .flatMap(List::stream)
        .forEach(endpoint -> {
          metrics.expect(endpoint);
          route(router, endpoint, handler);
        });
    InvalidRequests.answerThoseOf(router);
    return router;
  }

  private Optional<Gatekeeper> gatekeeper() {
    return settings.anonymous()
        ? Optional.empty()
        : reviews.map(says -> new Gatekeeper(vertx, says));
  }

  private static void route(Router router, Endpoint endpoint, RequestHandler handler) {
    if (endpoint.method().equals(HttpMethod.GET)) {
      router
          .get(endpoint.routePath())
          .method(HttpMethod.HEAD)
          .handler(context -> handler.handle(context, endpoint));
    } else {
      router
          .route(endpoint.method(), endpoint.routePath())
          .handler(InvalidRequests.bodies())
          .handler(context -> handler.handle(context, endpoint));
    }
    String allow = endpoint.method().equals(HttpMethod.GET) ? "GET, HEAD" : "POST";
    router
        .route(endpoint.routePath())
        .handler(context ->
            Responder.send(
                context.request(),
                Problems.methodNotAllowed(context.request().method().name(), allow)));
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
