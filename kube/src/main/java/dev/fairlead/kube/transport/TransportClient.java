package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** fabric8's client on Vert.x; fabric8 itself does interceptors and retries. Thread-safe. */
final class TransportClient
    extends StandardHttpClient<TransportClient, VertxTransport, TransportBuilder> {

  private final Connections connections;

  TransportClient(TransportBuilder builder, AtomicBoolean closed, Connections connections) {
    super(builder, closed);
    this.connections = connections;
  }

  Connections connections() {
    return connections;
  }

  @Override
  public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
      StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    return new Exchange(connections, request, consumer).begin();
  }

  @Override
  public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
      StandardWebSocketBuilder wanted, WebSocket.Listener listener) {
    return Conversation.open(connections, wanted, listener);
  }

  @Override
  protected void doClose() {
    connections.close();
  }
}
