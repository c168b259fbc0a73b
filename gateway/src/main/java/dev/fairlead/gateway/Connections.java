package dev.fairlead.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there may be, and for how long without a whole request or answer: a client
 * that sends its headers byte by byte, or takes its answer so, holds nothing for long. Those who
 * listen to events are exempt; they have heartbeats of their own. Lives on the gateway's context.
 *
 * <p>Vert.x tells of a connection when its first request has a whole head, since only then it knows
 * which HTTP that is; before, only {@link Bounds#silence} bounds it.
 */
final class Connections {

  /**
   * The bounds.
   *
   * @param connections how many there may be
   * @param silence how long nothing at all may come or go
   * @param idle how long there may be no whole head of a request
   * @param body how long the body of a request may take to come
   * @param exchange how long a request and its answer may take together
   */
  record Bounds(
      int connections, Duration silence, Duration idle, Duration body, Duration exchange) {

    static final Bounds DEFAULTS =
        new Bounds(
            4_096,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long TOLD_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SWEEPS_WITHIN_A_BOUND = 4;

  /** What one of them is about. */
  private static final class Activity {

    private int underWay;
    private boolean listens;
    private long sinceNanos = System.nanoTime();
  }

  private final Vertx vertx;
  private final Bounds bounds;
  private final Map<HttpConnection, Activity> open = new HashMap<>();
  private long toldNanos = System.nanoTime() - TOLD_EVERY_NANOS;

  Connections(Vertx vertx, Bounds bounds) {
    this.vertx = vertx;
    this.bounds = bounds;
    long shortest = Math.min(bounds.idle().toMillis(), bounds.exchange().toMillis());
    vertx.setPeriodic(shortest / SWEEPS_WITHIN_A_BOUND, _ -> closeLate());
  }

  /** A client has connected. */
  void opened(HttpConnection connection) {
    if (open.size() >= bounds.connections()) {
      tellFull();
      connection.close();
      return;
    }
    open.put(connection, new Activity());
    connection.closeHandler(_ -> open.remove(connection));
  }

  /** The head of a request has come. */
  void count(RoutingContext context) {
    Activity activity = open.get(context.request().connection());
    if (activity != null) {
      if (activity.underWay++ == 0) {
        activity.sinceNanos = System.nanoTime();
      }
      context.addEndHandler(_ -> ended(activity));
    }
    context.next();
  }

  private static void ended(Activity activity) {
    activity.sinceNanos = System.nanoTime();
    if (--activity.underWay == 0) {
      activity.listens = false;
    }
  }

  /** Its body has to come soon. */
  void awaitBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    long timer =
        vertx.setTimer(
            bounds.body().toMillis(),
            _ -> {
              if (!request.isEnded()) {
                Responder.send(request, Problems.timedOut(bounds.body().toSeconds()));
                request.connection().close();
              }
            });
    context.addEndHandler(_ -> vertx.cancelTimer(timer));
    context.next();
  }

  /** The answer goes on until the client goes. */
  void listens(HttpServerRequest request) {
    Activity activity = open.get(request.connection());
    if (activity != null) {
      activity.listens = true;
    }
  }

  private void closeLate() {
    long now = System.nanoTime();
    List.copyOf(open.entrySet())
        .forEach(entry -> {
          Activity activity = entry.getValue();
          Duration bound = activity.underWay == 0 ? bounds.idle() : bounds.exchange();
          if (!activity.listens && now - activity.sinceNanos > bound.toNanos()) {
            entry.getKey().close();
          }
        });
  }

  private void tellFull() {
    if (System.nanoTime() - toldNanos >= TOLD_EVERY_NANOS) {
      toldNanos = System.nanoTime();
      LOG.warn(
          "{} connections are open, which is the bound: others are closed at once; find out who"
              + " opens so many, or run another gateway",
          open.size());
    }
  }
}
