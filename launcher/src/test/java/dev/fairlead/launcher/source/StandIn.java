package dev.fairlead.launcher.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a port of its own, that can go away and come back. */
abstract class StandIn implements AutoCloseable {

  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<HttpServer> server = Optional.empty();

  StandIn() throws IOException {
    listen(0);
    this.port = server.orElseThrow().getAddress().getPort();
  }

  /** Answers one call, on a thread that may block. */
  abstract void answer(HttpExchange call) throws IOException, InterruptedException;

  private void listen(int port) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    made.createContext("/", this::handle);
    made.setExecutor(threads);
    made.start();
    server = Optional.of(made);
  }

  private void handle(HttpExchange call) throws IOException {
    try {
      answer(call);
    } catch (InterruptedException away) {
      Thread.currentThread().interrupt();
    } finally {
      call.close();
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void goAway() {
    server.ifPresent(it -> it.stop(0));
    server = Optional.empty();
  }

  void comeBack() throws IOException {
    listen(port);
  }

  /** One parameter of the query. */
  static Optional<String> parameter(URI uri, String name) {
    return Optional.ofNullable(uri.getQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&")))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .findFirst();
  }

  static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    goAway();
    threads.shutdownNow();
  }
}
