package dev.fairlead.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebSocketWatchTest {

  @Test
  void sendsEachEventAsATextAndClosesInGoodOrder() throws Exception {
    try (Sandbox sandbox = Sandbox.start();
        HttpClient http = HttpClient.newHttpClient()) {
      Received received = new Received();
      URI uri =
          URI.create(
              sandbox.url().replace("http:", "ws:")
                  + "/api/v1/namespaces?watch=true&resourceVersion=0&timeoutSeconds=1");

      http.newWebSocketBuilder().buildAsync(uri, received).join();

      assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
      assertThat(received.text.toString().split("(?<=})(?=\\{\"type\")", -1))
          .hasSize(4)
          .allMatch(it -> it.startsWith("{\"type\":\"ADDED\",\"object\":{"));
    }
  }

  private static final class Received implements WebSocket.Listener {

    final StringBuilder text = new StringBuilder();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
