package dev.fairlead.webhook;

import dev.fairlead.mesh.telemetry.Headers;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.webhook.review.Endpoint;
import dev.fairlead.webhook.review.MalformedReviewException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. The operator's function runs on a virtual thread of its own, which is
 * interrupted when the API server has no patience left or has gone; the request counts as there
 * until that thread has ended. All but the function is on the server's event loop.
 */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Context context;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final WebhookMetrics metrics;
  private final TraceSpan span;
  private final Duration patience;
  private final long began = System.nanoTime();
  private final long timer;
  private final Buffer body = Buffer.buffer();
  private Optional<Thread> thread = Optional.empty();
  private Optional<Runnable> gone = Optional.empty();
  private boolean answered;

  Conversation(
      Context context,
      HttpServerRequest request,
      Endpoint endpoint,
      WebhookMetrics metrics,
      Spans spans) {
    this.context = context;
    this.request = request;
    this.endpoint = endpoint;
    this.metrics = metrics;
    this.patience = Patience.of(request.getParam("timeout"));
    this.span =
        spans
            .server("POST " + endpoint.path(), Headers.read(request.headers()::getAll))
            .set("http.request.method", "POST")
            .set("http.route", endpoint.path());
    metrics.began();
    timer = context.owner().setTimer(patience.toMillis(), _ -> late());
    request.exceptionHandler(_ -> abandoned());
    request.response().closeHandler(_ -> abandoned());
  }

  /**
   * Reads the request and answers it.
   *
   * @param left is run once nothing of it is left
   */
  void begin(Runnable left) {
    gone = Optional.of(left);
    if (answered) {
      leave();
      return;
    }
    request.handler(this::read);
    request.endHandler(_ -> ask());
    request.resume();
  }

  /** Answers without having read the request. */
  void refuse(Reply reply) {
    answer(reply);
    request.resume();
  }

  private void read(Buffer part) {
    if (answered) {
      return;
    }
    if (body.length() + part.length() > endpoint.bodyBytesMax()) {
      answer(
          Reply.problem(
              413,
              "the request is larger than %d MiB; read lists in smaller pages (limit=)"
                  .formatted(endpoint.bodyBytesMax() >> 20)));
      leave();
      return;
    }
    body.appendBuffer(part);
  }

  private void ask() {
    if (answered) {
      return;
    }
    Thread asking =
        Thread.ofVirtual()
            .name("fairlead-webhook " + endpoint.path())
            .unstarted(() -> {
              Reply reply = span.within(() -> reply(body.getBytes()));
              context.runOnContext(_ -> {
                answer(reply);
                leave();
              });
            });
    thread = Optional.of(asking);
    asking.start();
  }

  private Reply reply(byte[] question) {
    try {
      return Reply.json(endpoint.answer(question));
    } catch (MalformedReviewException malformed) {
      return Reply.problem(400, String.valueOf(malformed.getMessage()));
    } catch (Throwable defect) { // whatever it is, somebody waits for an answer
      LOG.error("A request to {} found a defect", endpoint.path(), defect);
      return Reply.problem(500, endpoint.path() + " failed: " + defect);
    }
  }

  private void late() {
    answer(
        Reply.problem(
            504,
            "%s did not answer within %d ms; look at what its function waits for"
                .formatted(endpoint.path(), patience.toMillis())));
    end();
  }

  /** Nobody waits for the answer any more. */
  private void abandoned() {
    if (!answered) {
      answer(Reply.problem(499, "the API server has gone"));
      end();
    }
  }

  /** A thread that runs has the room until it ends. */
  private void end() {
    if (thread.isPresent()) {
      thread.get().interrupt();
    } else {
      request.resume();
      leave();
    }
  }

  private void leave() {
    gone.ifPresent(Runnable::run);
    gone = Optional.empty();
  }

  private void answer(Reply reply) {
    if (answered) {
      return;
    }
    answered = true;
    context.owner().cancelTimer(timer);
    span.set("http.response.status_code", reply.code());
    if (reply.code() >= 500) {
      span.failed("HTTP " + reply.code());
    }
    span.close();
    metrics.ended(reply.code(), System.nanoTime() - began, span.context());
    RequestHandler.send(request.response(), reply);
  }
}
