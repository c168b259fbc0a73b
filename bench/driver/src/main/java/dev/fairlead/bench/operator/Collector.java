package dev.fairlead.bench.operator;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Takes spans by OTLP over HTTP and forgets them: a real Jaeger would take the processors from what
 * is measured. It lives as long as the bench.
 */
final class Collector {

  private static final int OK = 200;

  private Collector() {}

  /** Starts with the first question. */
  static URI address() {
    return Running.ADDRESS;
  }

  private static final class Running {

    private static final URI ADDRESS = start();

    private static URI start() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
            "/",
            exchange -> {
              try (exchange) {
                InputStream spans = exchange.getRequestBody();
                spans.transferTo(OutputStream.nullOutputStream());
                exchange.sendResponseHeaders(OK, -1);
              }
            });
        // Its thread has to let the bench end.
        Thread.ofPlatform().daemon().start(server::start);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      } catch (IOException e) {
        throw new BenchException("no collector of spans can be started: " + e.getMessage(), e);
      }
    }
  }
}
