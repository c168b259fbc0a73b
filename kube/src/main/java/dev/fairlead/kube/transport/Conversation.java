package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket, on which fabric8's typed client watches, executes and forwards. One message is taken
 * from the server when it is asked for. Thread-safe.
 */
final class Conversation implements WebSocket {

  /** What the protocol (RFC 6455) says of a connection that just ended. */
  private static final Short NO_STATUS = 1006;

  private final io.vertx.core.http.WebSocket socket;
  private final Listener listener;
  private final AtomicLong unsentBytes = new AtomicLong();

  private Conversation(io.vertx.core.http.WebSocket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  static CompletableFuture<WebSocketResponse> open(
      Connections connections, StandardWebSocketBuilder wanted, Listener listener) {
    StandardHttpRequest request = wanted.asHttpRequest();
    CompletableFuture<WebSocketResponse> opened = new CompletableFuture<>();
    try {
      WebSocketConnectOptions options = options(connections, request, wanted.getSubprotocol());
      connections
          .loop()
          .runOnContext(_ ->
              connect(connections, options)
                  .onComplete(
                      socket -> {
                        Conversation conversation = new Conversation(socket, listener);
                        conversation.listen();
                        opened.complete(
                            new WebSocketResponse(
                                new WebSocketUpgradeResponse(request), conversation));
                      },
                      failure -> fail(opened, request, failure)));
    } catch (UnknownHostException | RejectedExecutionException unsent) {
      opened.completeExceptionally(unsent);
    }
    return opened;
  }

  private static Future<io.vertx.core.http.WebSocket> connect(
      Connections connections, WebSocketConnectOptions options) {
    try {
      return connections.webSockets().connect(options);
    } catch (IllegalStateException closed) {
      return Future.failedFuture(new IOException("the connection was closed", closed));
    }
  }

  private static WebSocketConnectOptions options(
      Connections connections, StandardHttpRequest request, @Nullable String subprotocol)
      throws UnknownHostException {
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    Requests.address(options, connections, request.uri());
    request.headers().forEach((name, values) -> values.forEach(v -> options.addHeader(name, v)));
    if (subprotocol != null) {
      options.setSubProtocols(List.of(subprotocol));
    }
    if (request.getTimeout() != null && request.getTimeout().isPositive()) {
      options.setTimeout(request.getTimeout().toMillis());
    }
    return options;
  }

  private static void fail(
      CompletableFuture<WebSocketResponse> opened, StandardHttpRequest request, Throwable failure) {
    if (failure instanceof UpgradeRejectedException refused) {
      opened.complete(
          new WebSocketResponse(
              new WebSocketUpgradeResponse(
                  request, refused.getStatus(), Head.map(refused.getHeaders())),
              refused));
    } else {
      opened.completeExceptionally(Failures.of(failure));
    }
  }

  private void listen() {
    socket.pause();
    socket.frameHandler(frame -> {
      if (!frame.isFinal()) {
        socket.fetch(1);
      }
    });
    socket.textMessageHandler(text -> listener.onMessage(this, text));
    socket.binaryMessageHandler(
        bytes -> listener.onMessage(this, ByteBuffer.wrap(bytes.getBytes())));
    socket.endHandler(_ ->
        listener.onClose(
            this,
            Objects.requireNonNullElse(socket.closeStatusCode(), NO_STATUS),
            Objects.requireNonNullElse(socket.closeReason(), "")));
    socket.exceptionHandler(failure -> listener.onError(this, Failures.of(failure)));
    listener.onOpen(this);
    socket.fetch(1);
  }

  @Override
  public boolean send(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    unsentBytes.addAndGet(copy.length);
    Future<Void> written = socket.writeBinaryMessage(Buffer.buffer(copy));
    written.onComplete(_ -> unsentBytes.addAndGet(-copy.length));
    return !written.failed();
  }

  @Override
  public boolean sendClose(int code, String reason) {
    if (socket.isClosed()) {
      return false;
    }
    // The end is heard of only when what comes before it has been taken.
    socket.close((short) code, reason).onComplete(_ -> socket.fetch(1));
    return true;
  }

  @Override
  public long queueSize() {
    return unsentBytes.get();
  }

  @Override
  public void request() {
    socket.fetch(1);
  }
}
