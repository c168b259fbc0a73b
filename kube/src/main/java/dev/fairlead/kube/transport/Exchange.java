package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call and its answer. After {@link #begin} everything happens on the event loop. The body
 * flows only as it is asked for, one chunk at a time, so a slow consumer slows the server down.
 */
final class Exchange implements AsyncBody {

  private final Connections connections;
  private final StandardHttpRequest request;
  private final Consumer<List<ByteBuffer>> consumer;
  private final @Nullable BoundedCall bounded;
  private final CompletableFuture<HttpResponse<AsyncBody>> head = new CompletableFuture<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private @Nullable HttpClientRequest sent;
  private volatile @Nullable HttpClientResponse response;
  private long timer = -1;
  private boolean over;

  Exchange(
      Connections connections, StandardHttpRequest request, Consumer<List<ByteBuffer>> consumer) {
    this.connections = connections;
    this.request = request;
    this.consumer = consumer;
    this.bounded = consumer.unwrap(BoundedCall.class);
  }

  /** Begins the call. May block for as long as the name of the server is looked up. */
  CompletableFuture<HttpResponse<AsyncBody>> begin() {
    try {
      RequestOptions options = Requests.options(connections, request);
      Optional<Buffer> body = Requests.body(request);
      connections.loop().runOnContext(_ -> start(options, body));
      if (bounded != null) {
        bounded.begins(this::cancel);
      }
    } catch (IOException unsent) {
      head.completeExceptionally(unsent);
    } catch (RejectedExecutionException closed) {
      head.completeExceptionally(new IOException("the connection was closed", closed));
    }
    return head;
  }

  private void start(RequestOptions options, Optional<Buffer> body) {
    try {
      send(options, body);
    } catch (IllegalStateException | RejectedExecutionException closed) {
      end(new IOException("the connection was closed", closed));
    }
  }

  private void send(RequestOptions options, Optional<Buffer> body) {
    limit().ifPresent(limit -> timer = connections.vertx().setTimer(limit.toMillis(), _ -> late()));
    connections
        .http()
        .request(options)
        .compose(opened -> {
          opened.exceptionHandler(failure -> end(Failures.of(failure)));
          if (over) {
            opened.reset();
            return Future.failedFuture(ended());
          }
          sent = opened;
          return body.isPresent() ? opened.send(body.get()) : opened.send();
        })
        .onComplete(this::receive, failure -> end(Failures.of(failure)));
  }

  private Optional<Duration> limit() {
    return bounded != null
        ? bounded.limit()
        : Optional.ofNullable(request.getTimeout())
            .filter(limit -> limit.isPositive() && !request.isForStreaming());
  }

  private void receive(HttpClientResponse opened) {
    opened.pause();
    opened.handler(this::pass);
    opened.endHandler(_ -> complete());
    opened.exceptionHandler(failure -> end(Failures.of(failure)));
    response = opened;
    if (bounded == null) {
      stopClock();
    }
    if (!head.complete(new Head(opened, this, request))) {
      end(ended());
    }
  }

  private void pass(Buffer chunk) {
    if (over) {
      return;
    }
    try {
      consumer.consume(List.of(ByteBuffer.wrap(chunk.getBytes())), this);
    } catch (Exception failure) {
      end(failure);
    }
  }

  private void complete() {
    over = true;
    stopClock();
    done.complete(null);
  }

  private void late() {
    end(
        sent == null
            ? new HttpConnectTimeoutException("no connection in time")
            : new HttpTimeoutException("no answer in time"));
  }

  /** Ends the call before its time; its connection is of no more use. */
  private void end(Throwable why) {
    if (over) {
      return;
    }
    over = true;
    stopClock();
    if (sent != null) {
      sent.reset();
    }
    head.completeExceptionally(why);
    done.completeExceptionally(why);
  }

  private static CancellationException ended() {
    return new CancellationException("the call was ended");
  }

  private void stopClock() {
    if (timer >= 0) {
      connections.vertx().cancelTimer(timer);
      timer = -1;
    }
  }

  @Override
  public void consume() {
    HttpClientResponse open = response;
    if (open != null) {
      open.fetch(1);
    }
  }

  @Override
  public CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void cancel() {
    connections.loop().runOnContext(_ -> end(ended()));
  }
}
