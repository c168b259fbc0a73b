package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.sdk.RevokedException;
import dev.fairlead.sdk.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchingTest {

  private static final List<byte[]> BLOCKS = List.of("a page".getBytes(StandardCharsets.UTF_8));

  private final TestContext context = TestContext.of(MirrorReconcilerTest.mirror("near"));
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/page",
        exchange -> {
          exchange.sendResponseHeaders(200, BLOCKS.getFirst().length);
          exchange.getResponseBody().write(BLOCKS.getFirst());
          exchange.close();
        });
    server.createContext("/silence", exchange -> {}); // never answered
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aCallHasAsLongAsTheAttempt() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Fetching fetching = new Fetching(http);

      assertThat(fetching.fetch(at("/page"), context)).isEqualTo("a page");
      assertThatThrownBy(
              () -> fetching.fetch(at("/silence"), context.deadline(context.now().plusMillis(100))))
          .isInstanceOf(HttpTimeoutException.class);
      http.shutdownNow();
    }
  }

  @Test
  void workEndsWithTheAttempt() {
    assertThat(Fetching.checksum(BLOCKS, context)).isPositive();
    assertThatThrownBy(() -> Fetching.checksum(BLOCKS, context.cancel()))
        .isInstanceOf(RevokedException.class);
  }

  private URI at(String path) {
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort(),
                path));
  }
}
