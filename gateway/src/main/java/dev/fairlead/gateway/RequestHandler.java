package dev.fairlead.gateway;

import dev.fairlead.gateway.Call.BadParameter;
import dev.fairlead.mesh.telemetry.Headers;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request to its endpoint, in a span of its own that joins the caller's trace, and sends
 * the answer. What goes wrong unexpectedly is logged here, once, under an id that the caller gets.
 */
final class RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final Spans spans;
  private final Guard guard;

  RequestHandler(Spans spans, Guard guard) {
    this.spans = spans;
    this.guard = guard;
  }

  void handle(RoutingContext context, Endpoint endpoint) {
    HttpMetrics.tell(context, endpoint);
    if (endpoint.isTraced()) {
      trace(context, endpoint);
    } else {
      answer(context, endpoint, TraceContext.NONE)
          .onSuccess(answer -> Responder.send(context.request(), answer));
    }
  }

  private void trace(RoutingContext context, Endpoint endpoint) {
    HttpServerRequest request = context.request();
    TraceSpan span =
        spans
            .server(
                endpoint.method() + " " + endpoint.path(), Headers.read(request.headers()::getAll))
            .set("http.request.method", request.method().name())
            .set("http.route", endpoint.path())
            .set("url.path", request.path());
    HttpMetrics.tell(context, span.context());
    answer(context, endpoint, span.context())
        .onSuccess(answer -> {
          span.set("http.response.status_code", answer.status());
          if (answer.status() >= 500) {
            span.failed("HTTP " + answer.status());
          }
          span.close();
          request.response().putHeader("traceparent", span.context().traceparent());
          String requestId = span.headers().get(Headers.REQUEST_ID);
          if (requestId != null) {
            request.response().putHeader(Headers.REQUEST_ID, requestId);
          }
          Responder.send(request, answer);
        });
  }

  /** Never fails. */
  private Future<Answer> answer(RoutingContext context, Endpoint endpoint, TraceContext trace) {
    Call call =
        new Call(context.pathParams(), context.queryParams(), context.request().headers(), trace);
    return Future.<Void>succeededFuture()
        .compose(_ -> guard.refusal(endpoint, call))
        .compose(refusal -> {
          if (refusal.isPresent()) {
            return Future.<Answer>succeededFuture(refusal.get());
          }
          call.checkParameters(endpoint.parameters());
          return malformed(context, endpoint, call)
              .<Future<Answer>>map(Future::succeededFuture)
              .orElseGet(() -> endpoint.answer().apply(call));
        })
        .recover(failure -> Future.succeededFuture(problem(failure)))
        .onSuccess(answer -> {
          if (endpoint.isCommand()) {
            AuditLog.command(endpoint, call, trace, answer);
          }
        });
  }

  /** What is wrong with what the request takes and brings. */
  private static Optional<Answer.Problem> malformed(
      RoutingContext context, Endpoint endpoint, Call call) {
    String type = endpoint.type();
    if (!type.isEmpty() && !MediaTypes.accepts(call.header("Accept"), type)) {
      return Optional.of(Problems.notAcceptable(type));
    }
    return endpoint.isCommand()
        ? CommandBody.problem(context.body().buffer(), call.header("Content-Type"))
        : Optional.empty();
  }

  private static Answer problem(Throwable failure) {
    return failure instanceof BadParameter bad ? bad.problem() : unexpected(failure);
  }

  static Answer unexpected(Throwable failure) {
    String id = UUID.randomUUID().toString();
    LOG.error("Unexpected failure {}", id, failure);
    return Problems.unexpected(id);
  }
}
