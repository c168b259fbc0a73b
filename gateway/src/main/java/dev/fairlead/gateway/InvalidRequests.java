package dev.fairlead.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The bounds of a request, and what is said to one that no endpoint ever sees. */
final class InvalidRequests {

  static final int LINE_BYTES_MAX = 4096;
  static final int HEADER_BYTES_MAX = 16 * 1024;
  static final int BODY_BYTES_MAX = 16 * 1024;

  private InvalidRequests() {}

  /** Takes a body in, within the bound. */
  static BodyHandler bodies() {
    return BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX);
  }

  /** Answers what could not be read as HTTP; the connection cannot be used after it. */
  static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Responder.send(
        request,
        switch (cause) {
          case TooLongHttpLineException _ -> Problems.uriTooLong(LINE_BYTES_MAX);
          case TooLongHttpHeaderException _ -> Problems.headersTooLarge(HEADER_BYTES_MAX);
          case null, default -> Problems.badRequest("the request could not be read as HTTP/1.1");
        });
    request.connection().close();
  }

  private static void unknownRoute(RoutingContext context) {
    HttpServerRequest request = context.request();
    Responder.send(request, Problems.unknownRoute(request.method().name(), request.path()));
  }

  /** Answers what no route takes. */
  static void answerThoseOf(Router router) {
    router.route().handler(InvalidRequests::unknownRoute);
    // What is no path at all matches no route, not even that one.
    router.errorHandler(404, InvalidRequests::unknownRoute);
    router.errorHandler(
        400,
        context ->
            Responder.send(
                context.request(), Problems.badRequest("the path or query cannot be decoded")));
    router.errorHandler(
        413, context -> Responder.send(context.request(), Problems.bodyTooLarge(BODY_BYTES_MAX)));
    router.errorHandler(
        500,
        context -> Responder.send(context.request(), RequestHandler.unexpected(context.failure())));
  }
}
