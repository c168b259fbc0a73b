package dev.fairlead.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time between being told to leave and being gone. Those who choose among gateways hear of it
 * from readiness, later than the gateway does, and send requests meanwhile: these are answered. A
 * connection is closed after its next answer, so that its client comes back elsewhere. Begun from
 * any thread; asked on the gateway's context.
 */
final class Farewell {

  /** For what else is under way on a connection of HTTP/2. */
  private static final long CONNECTION_SECONDS = 10;

  private final Duration length;
  private volatile long endNanos;
  private volatile boolean begun;

  Farewell(Duration length) {
    this.length = length;
  }

  /** The gateway is to leave; being told again changes nothing. */
  synchronized void begin() {
    if (!begun) {
      endNanos = System.nanoTime() + length.toNanos();
      begun = true;
    }
  }

  /** How long there are requests to be expected; zero if nobody has been told. */
  long leftMillis() {
    return begun ? Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime())) : 0;
  }

  /** A request has come. */
  void handle(RoutingContext context) {
    if (begun) {
      HttpServerRequest request = context.request();
      if (request.version().equals(HttpVersion.HTTP_1_1)) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      request.connection().shutdown(CONNECTION_SECONDS, TimeUnit.SECONDS);
    }
    context.next();
  }
}
