package dev.fairlead.kube.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server does too seldom to be waited for. */
class ScriptedServerTest {

  private static final GroupVersionResource PODS = new GroupVersionResource("", "v1", "pods");
  private static final Selection SELECTION = Selection.of(PODS);
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private KubeConnection connection;
  private volatile HttpHandler pods = exchange -> answer(exchange, 500, "");

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/version",
        exchange ->
            answer(exchange, 200, "{\"major\":\"1\",\"minor\":\"36+\",\"gitVersion\":\"v1\"}"));
    server.createContext(
        "/api/v1/",
        exchange -> {
          queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
          pods.handle(exchange);
        });
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
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String page(String name, String token) {
    return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"9\","
        + "\"continue\":\""
        + token
        + "\"},\"items\":[{\"metadata\":{\"name\":\""
        + name
        + "\",\"resourceVersion\":\"1\"}}]}";
  }

  private static String status(int code, String reason) {
    return "{\"kind\":\"Status\",\"code\":"
        + code
        + ",\"reason\":\""
        + reason
        + "\",\"message\":\"m\"}";
  }

  private StreamEnd list() throws Exception {
    return new RunningStream(connection.stream().list(SELECTION, ResourceVersion.NONE)).end(SOON);
  }

  @Test
  void aListThatExpiresBetweenPagesIsAskedForWholeNextTime() throws Exception {
    pods =
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          if (query == null) {
            answer(exchange, 200, page("a", ""));
          } else if (query.contains("continue")) {
            answer(exchange, 410, status(410, "Expired"));
          } else {
            answer(exchange, 200, page("a", "next"));
          }
        };

    assertThat(list()).isInstanceOf(StreamEnd.Expired.class);
    assertThat(list()).isInstanceOf(StreamEnd.Completed.class);
    assertThat(queries).containsExactly("limit=500", "limit=500&continue=next", "null");
  }

  @Test
  void overloadNamesTheTimeToWait() throws Exception {
    pods =
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          answer(exchange, 429, status(429, "TooManyRequests"));
        };

    assertThat(list())
        .asInstanceOf(type(StreamEnd.Refused.class))
        .satisfies(
            refused -> assertThat(refused.failure().retryAfter()).contains(Duration.ofSeconds(7)));
    assertThat(
            connection
                .writer()
                .delete(
                    new ObjectRef(PODS, new NamespacedName("n", "a")),
                    new Precondition("u", new ResourceVersion("1"))))
        .isEqualTo(new WriteResult.Throttled(Optional.of(Duration.ofSeconds(7)), "m"));
    // Once each: nothing is retried.
    assertThat(queries).hasSize(2);
  }

  @Test
  void zippedPagesAreReadAndTruncatedOnesAreBroken() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(page("a", "").getBytes(StandardCharsets.UTF_8));
    }
    int[] cut = {0};
    pods =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, zipped.size() - cut[0]);
          exchange.getResponseBody().write(zipped.toByteArray(), 0, zipped.size() - cut[0]);
          exchange.close();
        };

    assertThat(list()).isInstanceOf(StreamEnd.Completed.class);
    cut[0] = 30;
    assertThat(list()).isInstanceOf(StreamEnd.Broken.class);
  }

  @Test
  void closingEndsTheWaitForTheHeadOfTheAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    pods =
        _ -> {
          asked.countDown();
          try {
            never.await();
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        };
    RunningStream running =
        new RunningStream(connection.stream().watch(SELECTION, new ResourceVersion("1")));
    asked.await();

    assertThat(running.stop()).isEqualTo(new StreamEnd.Cancelled());
  }

  @Test
  void aBrokenEventDoesNotEndAWatchAndAnErrorDoes() throws Exception {
    pods =
        exchange -> {
          String events =
              "{\"type\":\"ADDED\",\"object\":nonsense}\n"
                  + "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"2\"}}}\n"
                  + "{\"type\":\"ERROR\",\"object\":"
                  + status(410, "Expired")
                  + "}\n";
          answer(exchange, 200, events);
        };
    RunningStream running =
        new RunningStream(connection.stream().watch(SELECTION, new ResourceVersion("1")));

    assertThat(running.all())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Undecodable", "Added");
    assertThat(running.end(SOON)).isInstanceOf(StreamEnd.Expired.class);
  }

  @Test
  void anErrorOfTheServerLeavesAWriteOpen() throws Exception {
    pods = exchange -> answer(exchange, 500, status(500, "InternalError"));
    ObjectRef ref = new ObjectRef(PODS, new NamespacedName("n", "a"));

    assertThat(connection.writer().delete(ref, new Precondition("u", new ResourceVersion("1"))))
        .isInstanceOf(WriteResult.Unanswered.class);
    assertThat(connection.writer().get(ref)).isInstanceOf(ReadResult.Unknown.class);
    assertThat(queries).hasSize(2);
  }
}
