package dev.fairlead.mesh.telemetry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes OTLP over HTTP and keeps what came, as Latin-1 text so that names and ids can be found. */
public final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;

  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  /** The variables that make a process send here, without delay. */
  public Map<String, String> environment() {
    return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "20");
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answerWith(int status) {
    answer = status;
  }

  int requests() {
    return bodies.size();
  }

  public boolean has(String text) {
    return bodies.stream().anyMatch(body -> body.contains(text));
  }

  public boolean hasId(String hex) {
    return has(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
