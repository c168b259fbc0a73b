package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers of a gateway see that was told to leave. */
@Timeout(60)
class FarewellTest {

  private static final Duration DRAIN = Duration.ofSeconds(2);

  @Test
  void itAnswersForAWhileAndKeepsNoConnection() throws Exception {
    try (ScriptedMesh mesh = ScriptedMesh.leaving(DRAIN);
        Socket kept = open(mesh);
        Socket idle = open(mesh)) {
      assertThat(ask(kept)).startsWith("HTTP/1.1 200 ").doesNotContain("close");
      assertThat(ask(idle)).startsWith("HTTP/1.1 200 ");

      long toldNanos = System.nanoTime();
      mesh.gateway.leave();
      Future<Void> gone = mesh.process.vertx().undeploy(mesh.deployment);

      assertThat(ask(kept)).startsWith("HTTP/1.1 200 ").contains("connection: close");
      assertThat(kept.getInputStream().read()).isEqualTo(-1);
      try (Socket late = open(mesh)) {
        assertThat(ask(late)).startsWith("HTTP/1.1 200 ").contains("connection: close");
      }
      assertThat(gone.isComplete()).isFalse();

      ScriptedMesh.await(gone);
      assertThat(System.nanoTime() - toldNanos).isGreaterThan(DRAIN.toNanos());
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> open(mesh)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void whereNobodyIsToldItEndsAtOnce() {
    try (ScriptedMesh mesh = ScriptedMesh.leaving(Duration.ofHours(1))) {
      ScriptedMesh.await(mesh.process.vertx().undeploy(mesh.deployment));
    }
  }

  private static Socket open(ScriptedMesh mesh) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), mesh.gateway.actualPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Asks, and reads the answer, which is shorter than a segment. */
  private static String ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[4_096];
    int read = socket.getInputStream().read(answer);
    return new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII);
  }
}
