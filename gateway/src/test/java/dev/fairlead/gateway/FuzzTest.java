package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.protocol.query.HistoryView;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Requests of all kinds, most of them broken somewhere, as bytes. Whatever comes, the answer is one
 * of those that are documented, a problem names its field, nothing of the inside is told, and the
 * gateway goes on. A failure names the seed: {@code -Dfuzz.first=SEED -Dfuzz.seeds=1} repeats it.
 */
@Timeout(300)
class FuzzTest {

  private static final ScriptedMesh MESH = ScriptedMesh.complete();
  private static final long FIRST = Long.getLong("fuzz.first", 1);
  private static final long SEEDS = Long.getLong("fuzz.seeds", 1_000);
  private static final Pattern HEAD =
      Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) .*?\r\n\r\n(.*)", Pattern.DOTALL);

  private static final Pattern NEXT = Pattern.compile("(?=HTTP/\\d\\.\\d \\d{3} )");

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW", "");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/healthz",
          "/readyz",
          "/metrics",
          "/openapi.json",
          "/api/v1/mesh",
          "/api/v1/controllers",
          "/api/v1/controllers/memcached",
          "/api/v1/controllers/memcached/objects",
          "/api/v1/controllers/memcached/objects/default/cache",
          "/api/v1/controllers/memcached/objects/default/cache/explain",
          "/api/v1/controllers/memcached/objects/-/cache/history",
          "/api/v1/controllers/memcached/objects/default/cache/reconcile",
          "/api/v1/controllers/memcached/pause",
          "/api/v1/controllers/memcached/resume",
          "/console/main.js",
          "/../etc/passwd",
          "/api/v1/controllers//objects",
          "*",
          "//",
          "");
  private static final List<String> NAMES =
      List.of(
          "namespace",
          "labelSelector",
          "ready",
          "phase",
          "limit",
          "continue",
          "search",
          "pretty",
          "controller",
          "x",
          "",
          "%",
          "%00",
          "limit[]");
  private static final List<String> VALUES =
      List.of(
          "",
          "1",
          "500",
          "501",
          "-1",
          "true",
          "false",
          "due",
          "a=b",
          "a%20in%20(b,c)",
          "((((",
          "%",
          "%zz",
          "%00",
          "%C3%28",
          "%F0%9F%92%A9",
          "..%2f..",
          "a%0d%0aset-cookie:x",
          "=",
          "MQptZW1jYWNoZWQKZGVmYXVsdApjYWNoZQ",
          "A".repeat(3_000),
          "9".repeat(40),
          "<script>");
  private static final List<String> HEADERS =
      List.of(
          "Accept: text/html",
          "Accept: ,,,;;q=",
          "Accept: */*;q=0",
          "Accept-Encoding: gzip, br;q=x",
          "Authorization: Bearer",
          "Authorization: Bearer a.b.c",
          "Authorization: \u00ff",
          "traceparent: 00-zz",
          "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "b3: 1-2-3-4-5",
          "b3: ",
          "baggage: ==,,;;",
          "baggage: " + "a=b,".repeat(500),
          "x-request-id: a\tb",
          "Last-Event-ID: ../..",
          "Content-Type: text/plain",
          "Content-Type: application/json",
          "Expect: 100-continue",
          "Transfer-Encoding: chunked",
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 20000",
          "Origin: http://evil.example",
          "Host: evil.example",
          "Host:",
          "Connection: upgrade",
          "Upgrade: websocket",
          "Upgrade: h2c",
          "no colon",
          ": no name",
          "X: " + "y".repeat(20_000),
          "Cookie: a=b",
          "Range: bytes=0-1");
  private static final List<String> BODIES =
      List.of(
          "",
          "",
          "{}",
          "{",
          "[]",
          "null",
          "{\"a\":1}",
          "[".repeat(3_000),
          "5\r\n{\"a\":\r\n0\r\n\r\n",
          "ffffffffffff\r\n",
          "\u0000\u0001",
          "x".repeat(17_000));

  @BeforeAll
  static void answer() {
    MESH.watcher(OpenApiTest::answer);
    MESH.status(_ -> new HistoryView(List.of(Examples.HISTORY_ITEM), Optional.empty()));
  }

  @AfterAll
  static void close() {
    MESH.close();
  }

  @Test
  void whateverComes() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.fairlead.gateway");
    logger.addAppender(log);
    try {
      for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
        String request = request(new SplittableRandom(seed));
        check(seed, request, exchange(request));
        assertThat(log.list).as("seed " + seed + ": " + request).isEmpty();
      }
    } finally {
      logger.detachAppender(log);
    }
    assertThat(MESH.get("/healthz").statusCode()).isEqualTo(200);
  }

  private static String request(SplittableRandom random) {
    StringBuilder request = new StringBuilder();
    request.append(one(random, METHODS)).append(' ').append(one(random, PATHS));
    if (random.nextInt(3) == 0) {
      request.append('/').append(one(random, VALUES));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.append(request.indexOf("?") < 0 ? '?' : '&');
      request.append(one(random, NAMES)).append('=').append(one(random, VALUES));
    }
    request.append(random.nextInt(20) == 0 ? " HTTP/9.9" : " HTTP/1.1").append("\r\n");
    if (random.nextInt(20) != 0) {
      request.append("Host: localhost\r\n");
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.append(one(random, HEADERS)).append("\r\n");
    }
    String body = one(random, BODIES);
    if (random.nextBoolean()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n").append(body);
    for (int i = random.nextInt(3) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
      request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
    }
    return request.toString();
  }

  private static String one(SplittableRandom random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** What comes back; nothing more is sent, so nobody waits for the rest of a request. */
  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), MESH.gateway.actualPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException reset) {
      // What is too large may be refused while it is still being sent.
      return "";
    }
  }

  private static void check(long seed, String request, String answer) {
    String about = "seed " + seed + ":\n" + request + "\n---\n" + answer;
    assertThat(answer)
        .as(about)
        .doesNotContain("Exception", "\tat ", "dev.fairlead.", "io.vertx", "io.netty");
    // A body that is no body may be the next request, and have an answer of its own.
    Matcher head = HEAD.matcher(NEXT.splitAsStream(answer).reduce("", (_, last) -> last));
    if (!head.matches()) {
      // The connection was closed in the middle of a request, or Vert.x does not know its HTTP.
      assertThat(answer.isEmpty() || answer.contains(" 501 Not Implemented")).as(about).isTrue();
      return;
    }
    int status = Integer.parseInt(head.group(1));
    assertThat(status)
        .as(about)
        .isIn(
            100, 101, 200, 202, 400, 403, 404, 405, 406, 408, 413, 414, 415, 417, 421, 431, 501,
            503);
    if (status >= 400 && !head.group(2).isEmpty() && !answer.contains("chunked")) {
      assertThat(head.group(2)).as(about).startsWith("{");
      JsonObject problem = new JsonObject(head.group(2));
      assertThat(problem.getInteger("status")).as(about).isEqualTo(status);
      assertThat(problem.getString("detail")).as(about).isNotBlank();
      assertThat(answer).as(about).contains("application/problem+json");
      if (problem.getString("type").endsWith("/bad-parameter")) {
        assertThat(problem.getString("field")).as(about).isNotNull();
      }
    }
  }
}
