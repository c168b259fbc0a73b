package dev.fairlead.watcher.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.watcher.loop.EventLoop;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server does too seldom to be waited for. */
class SharedCollectionTest {

  /** More than the collection pauses between what it asks here. */
  private static final Duration PAUSES_MAX = Duration.ofSeconds(60);

  private static final Selection PODS = Selection.of(new GroupVersionResource("", "v1", "pods"));

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger checks = new AtomicInteger();
  private final AtomicInteger eras = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;
  private KubeConnection connection;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/version",
        exchange ->
            answer(exchange, 200, "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1\"}"));
    server.createContext("/api/v1/pods", this::pods);
    server.start();
    Path config =
        Files.writeString(
            directory.resolve("config"),
            """
            {"current-context": "c", "clusters": [{"name": "c", "cluster": {"server": "http://127.0.0.1:%d"}}],
             "users": [{"name": "u", "user": {"token": "t"}}],
             "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}]}
            """
                .formatted(server.getAddress().getPort()));
    connection = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(config));
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
    threads.shutdownNow();
    vertx.close().await();
  }

  /** It was restored: it is at 9, then at 3, and cannot say so when it is asked first. */
  private void pods(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (query.contains("sendInitialEvents")) {
      answer(exchange, 422, "{\"kind\":\"Status\",\"code\":422,\"reason\":\"Invalid\"}");
    } else if (query.contains("watch=")) {
      asked.add("watch");
      answer(exchange, 200, "");
    } else if (query.contains("fieldSelector")) {
      asked.add("check");
      if (checks.incrementAndGet() == 1) {
        answer(exchange, 503, "");
      } else {
        answer(exchange, 200, list(3));
      }
    } else {
      asked.add("list");
      answer(exchange, 200, list(checks.get() == 0 ? 9 : 3));
    }
  }

  private static String list(int version) {
    return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"%d\"},\"items\":[]}"
        .formatted(version);
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void nothingIsWatchedBeforeTheServerSaysHowFarItIs() {
    EventLoop loop = new EventLoop(vertx.getOrCreateContext(), Timekeeper.system());
    SharedCollection collection =
        new SharedCollection(
            loop,
            connection.stream(),
            PODS,
            Intake.WHOLE,
            Set.of(),
            1,
            _ -> eras.incrementAndGet());
    loop.execute(collection::start);

    await().atMost(PAUSES_MAX).until(() -> eras.get() > 0);
    assertThat(asked).startsWith("list", "watch", "check", "check", "list");
    loop.execute(collection::close);
  }
}
