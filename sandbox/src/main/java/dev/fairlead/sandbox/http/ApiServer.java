package dev.fairlead.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, reads each request with its body, and hands it to a virtual thread of its own. At most
 * {@value #BODY_BYTES_MAX} bytes of a body are read, as kube-apiserver does.
 */
public final class ApiServer {

  static final int BODY_BYTES_MAX = 3 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private ApiServer(Vertx vertx, HttpServerOptions options, ApiHandler handler) {
    Router router = Router.router(vertx);
    router.route().handler(ApiServer::keepUnread);
    router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
    router
        .route()
        .handler(context ->
            requests.execute(() ->
                handler.serve(
                    new Exchange(
                        context.request(),
                        Optional.ofNullable(context.body().buffer()),
                        handler.clock(),
                        handler.audit()))));
    router.route().failureHandler(context -> requests.execute(() -> fail(context, handler)));
    server = vertx.createHttpServer(options).requestHandler(router);
  }

  /** A request that would become a WebSocket must not be read before, and has no body. */
  private static void keepUnread(RoutingContext context) {
    if (Exchange.wantsWebSocket(context.request())) {
      context.request().pause();
    }
    context.next();
  }

  /** Listens on the port and address of the options. */
  public static Future<ApiServer> listen(
      Vertx vertx, HttpServerOptions options, ApiHandler handler) {
    ApiServer server = new ApiServer(vertx, options, handler);
    return server.server.listen().map(server);
  }

  private static void fail(RoutingContext context, ApiHandler handler) {
    Exchange exchange =
        new Exchange(context.request(), Optional.empty(), handler.clock(), handler.audit());
    try {
      exchange.fail(context.statusCode(), BODY_BYTES_MAX);
    } catch (IOException e) {
      LOG.debug("{}: {}", exchange.info().path(), e.getMessage());
    }
  }

  public int port() {
    return server.actualPort();
  }

  /** Ends all requests and stops listening. */
  public Future<Void> close() {
    requests.shutdownNow();
    return server.close();
  }
}
