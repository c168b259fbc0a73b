package dev.fairlead.webhook;

import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.webhook.review.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes requests to the endpoints, on the server's event loop: what is none is answered at once,
 * the others become {@link Conversation}s as soon as there is room for them.
 */
final class RequestHandler {

  private static final int REQUESTS_MAX = 256;
  private static final int WAITING_MAX = 1_024;

  /** JSON takes some ten times its size in memory once it is read. */
  private static final long BODIES_BYTES_MAX = 32L << 20;

  private record Served(Endpoint endpoint, WebhookMetrics metrics) {}

  private final Context context;
  private final Spans spans;
  private final Map<String, Served> endpoints = new TreeMap<>();
  private final Turnstile turnstile = new Turnstile(REQUESTS_MAX, BODIES_BYTES_MAX, WAITING_MAX);

  RequestHandler(Context context, List<Endpoint> endpoints, Telemetry telemetry) {
    this.context = context;
    this.spans = telemetry.spans();
    endpoints.forEach(endpoint ->
        this.endpoints.put(
            endpoint.path(),
            new Served(
                endpoint,
                new WebhookMetrics(telemetry.meters().group("webhook", endpoint.path())))));
  }

  void handle(HttpServerRequest request) {
    Served served = endpoints.get(request.path());
    if (served == null) {
      refuse(request, Reply.problem(404, "no webhook is served here; there are " + paths()));
    } else if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      refuse(request, Reply.problem(405, "a webhook takes POST"));
    } else if (!isJson(request)) {
      refuse(request, Reply.problem(415, "a webhook takes application/json"));
    } else {
      converse(request, served);
    }
  }

  private void converse(HttpServerRequest request, Served served) {
    Conversation conversation =
        new Conversation(context, request, served.endpoint(), served.metrics(), spans);
    long bytes = bytes(request, served.endpoint());
    request.pause();
    boolean taken = turnstile.enter(bytes, () -> conversation.begin(() -> turnstile.leave(bytes)));
    if (!taken) {
      conversation.refuse(Reply.problem(503, "too many requests wait for webhooks; try again"));
    }
  }

  private static long bytes(HttpServerRequest request, Endpoint endpoint) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null
          ? endpoint.bodyBytesMax()
          : Math.clamp(Long.parseLong(length), 0, endpoint.bodyBytesMax());
    } catch (NumberFormatException malformed) {
      return endpoint.bodyBytesMax();
    }
  }

  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private String paths() {
    return String.join(", ", endpoints.keySet());
  }

  /** Its body is not read. */
  private static void refuse(HttpServerRequest request, Reply reply) {
    request.resume();
    send(request.response(), reply);
  }

  static void send(HttpServerResponse response, Reply reply) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(reply.code())
        .putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType())
        .end(reply.body());
  }
}
