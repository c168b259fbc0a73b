package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.query.WatcherAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bounds of connections, and the versions of HTTP. */
@Timeout(60)
class LimitsTest {

  private static final Connections.Bounds TIGHT =
      new Connections.Bounds(
          8,
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3));

  @Test
  void headersThatNeverEndEndTheConnection() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.bounded(TIGHT);
        Socket socket = open(mesh)) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 200 ");
      send(socket, "GET /readyz HTTP/1.1\r\nHost: localhost\r\n");
      Thread trickle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 100; i++) {
                    send(socket, "x" + i + ": y\r\n");
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException closed) {
                  // As it should be.
                }
              });
      assertThat(readToEnd(socket)).doesNotContain("HTTP/1.1");
      trickle.interrupt();
      trickle.join();
    }
  }

  @Test
  void aConnectionOnWhichNothingComesIsClosed() throws Exception {
    Duration soon = Duration.ofMillis(500);
    try (ScriptedMesh mesh =
            ScriptedMesh.bounded(new Connections.Bounds(8, soon, soon, soon, soon));
        Socket silent = open(mesh);
        Socket begun = open(mesh)) {
      send(begun, "GET /hea");
      assertThat(readToEnd(silent)).isEmpty();
      assertThat(readToEnd(begun)).isEmpty();
    }
  }

  @Test
  void aBodyThatNeverComesIsAProblem() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.bounded(TIGHT);
        Socket socket = open(mesh)) {
      send(
          socket,
          "POST /api/v1/controllers/memcached/pause HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Length: 100\r\n\r\n{");
      assertThat(readToEnd(socket)).startsWith("HTTP/1.1 408 ").contains("timed-out");
    }
  }

  @Test
  void connectionsBeyondTheBoundAreClosedAndOthersGoOn() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.bounded(TIGHT)) {
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < TIGHT.connections(); i++) {
          sockets.add(open(mesh));
          assertThat(ask(sockets.getLast())).startsWith("HTTP/1.1 200 ");
        }
        try (Socket one = open(mesh)) {
          send(one, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertThat(readToEnd(one)).isEmpty();
        }
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  @Test
  void whoeverListensMayStay() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.bounded(TIGHT);
        Socket socket = open(mesh)) {
      send(socket, "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
      socket.setSoTimeout(4_500);
      InputStream in = socket.getInputStream();
      int read = 0;
      try {
        while ((read = in.read(new byte[1_000])) >= 0) {
          assertThat(read).isPositive();
        }
      } catch (java.net.SocketTimeoutException stillOpen) {
        return;
      }
      assertThat(read).as("the stream was ended").isNotNegative();
    }
  }

  @Test
  void http2WithoutTls() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      mesh.watcher(OpenApiTest::answer);
      for (boolean upgrade : new boolean[] {true, false}) {
        var client =
            mesh.process
                .vertx()
                .createHttpClient(
                    new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(upgrade));
        HttpClientResponse response =
            ScriptedMesh.await(
                client
                    .request(HttpMethod.GET, mesh.gateway.actualPort(), "127.0.0.1", "/healthz")
                    .compose(request -> request.send()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        Buffer first =
            ScriptedMesh.await(
                client
                    .request(
                        HttpMethod.GET, mesh.gateway.actualPort(), "127.0.0.1", "/api/v1/events")
                    .compose(request -> request.send())
                    .compose(events -> {
                      io.vertx.core.Promise<Buffer> came = io.vertx.core.Promise.promise();
                      events.handler(came::tryComplete);
                      return came.future();
                    }));
        assertThat(first.toString()).startsWith("retry: 2000");
        ScriptedMesh.await(client.close());
      }
    }
  }

  @Test
  void aLargePageIsCompressed() {
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      mesh.watcher(_ ->
          new WatcherAnswer.Objects(
              IntStream.range(0, 500).mapToObj(_ -> Examples.OBJECT).collect(Collectors.toList()),
              java.util.Optional.empty()));
      String path = "/api/v1/controllers/memcached/objects?limit=500";
      org.awaitility.Awaitility.await().until(() -> mesh.get(path).statusCode() == 200);
      var zipped = mesh.get(path, "accept-encoding", "gzip");
      assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(mesh.get(path).body().length()).isGreaterThan(100_000);
    }
  }

  private static Socket open(ScriptedMesh mesh) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), mesh.gateway.actualPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String ask(Socket socket) throws IOException {
    send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    byte[] head = new byte[64];
    int read = socket.getInputStream().read(head);
    return new String(head, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
  }

  private static String readToEnd(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }
}
