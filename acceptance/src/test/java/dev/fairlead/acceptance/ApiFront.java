package dev.fairlead.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What stands in front of an API server: it passes everything on, but writes to Deployments while
 * it throttles, and what watches of Deployments show while it holds them back.
 */
final class ApiFront implements AutoCloseable {

  /** What belongs to a connection, and is made anew. */
  private static final Set<String> OF_CONNECTIONS =
      Set.of(
          "connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

  private static final byte[] TOO_MANY =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "TooManyRequests",
       "message": "Too many requests, please try again later.", "code": 429}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final URI server;
  private final HttpClient client;
  private final HttpServer front;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goesOn = lock.newCondition();
  private boolean holdsBack;
  private volatile boolean throttles;

  private ApiFront(URI server, SSLContext trust) throws IOException {
    this.server = server;
    this.client =
        HttpClient.newBuilder().sslContext(trust).version(HttpClient.Version.HTTP_1_1).build();
    this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.setExecutor(threads);
    front.createContext("/", this::handle);
    front.start();
  }

  static ApiFront of(ControlPlane plane) throws IOException, GeneralSecurityException {
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (InputStream pem = Files.newInputStream(plane.authority())) {
      authorities.setCertificateEntry(
          "plane", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new ApiFront(plane.server(), context);
  }

  /** The same identity as another kubeconfig has, by way of this. */
  Path kubeconfig(Path direct, Path directory) throws IOException {
    String text =
        Files.readString(direct)
            .replace(server.toString(), "http://127.0.0.1:" + front.getAddress().getPort())
            .replaceAll("(?m)^ *certificate-authority-data:.*\\R", "");
    return Files.writeString(directory.resolve("front.kubeconfig"), text);
  }

  void throttle(boolean writes) {
    throttles = writes;
  }

  void holdBack(boolean watches) {
    lock.lock();
    try {
      holdsBack = watches;
      goesOn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean deployments = exchange.getRequestURI().getPath().contains("/deployments");
      if (throttles && deployments && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Retry-After", "1");
        exchange.sendResponseHeaders(429, TOO_MANY.length);
        exchange.getResponseBody().write(TOO_MANY);
        return;
      }
      HttpResponse<InputStream> answer =
          client.send(request(exchange, body), HttpResponse.BodyHandlers.ofInputStream());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OF_CONNECTIONS.contains(name)) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      // A watch that has nothing to show yet has begun nevertheless.
      exchange.getResponseBody().flush();
      pass(answer.body(), exchange.getResponseBody(), deployments && isWatch(exchange));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_CONNECTIONS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static boolean isWatch(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=");
  }

  private void pass(InputStream from, OutputStream to, boolean mayBeHeldBack)
      throws IOException, InterruptedException {
    byte[] bytes = new byte[16 * 1024];
    for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
      if (mayBeHeldBack) {
        awaitGoesOn();
      }
      to.write(bytes, 0, count);
      to.flush();
    }
  }

  private void awaitGoesOn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (holdsBack) {
        goesOn.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    front.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
