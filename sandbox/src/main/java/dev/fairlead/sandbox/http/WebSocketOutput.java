package dev.fairlead.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/**
 * One event in a text message, for clients that watch through a WebSocket. At most one message is
 * under way while the next is made. What the client sends is not listened to.
 */
final class WebSocketOutput implements WatchOutput {

  private final ServerWebSocket socket;
  private Future<Void> underWay = Future.succeededFuture();

  private WebSocketOutput(ServerWebSocket socket) {
    this.socket = socket;
  }

  static WebSocketOutput upgrade(Future<ServerWebSocket> request) throws IOException {
    return new WebSocketOutput(await(request));
  }

  @Override
  public void onClose(Runnable action) {
    socket.closeHandler(_ -> action.run());
    if (socket.isClosed()) {
      action.run();
    }
  }

  @Override
  public void write(byte[] event) throws IOException {
    flush();
    underWay = socket.writeTextMessage(new String(event, StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    await(underWay);
  }

  @Override
  public void close() throws IOException {
    if (!socket.isClosed()) {
      flush();
      await(socket.close());
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException("the client has gone", e.getCause());
    }
  }
}
