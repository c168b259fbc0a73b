package dev.fairlead.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that ask a gateway, over HTTP, with answers in the shapes of its interface. */
class GatewayCommandsTest {

  private static final String OBJECTS = "/api/v1/controllers/memcached/objects";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          String answer = answers.get(exchange.getRequestURI().toString());
          byte[] body =
              (answer == null ? "{\"status\":404,\"detail\":\"there is no such thing\"}" : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--gateway";
    all[args.length + 1] = "http://127.0.0.1:" + server.getAddress().getPort();
    return Fairlead.execute(all, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void controllersAreATable() {
    answers.put(
        "/api/v1/controllers",
        """
        {"items":[{"name":"memcached","kind":"Memcached","objects":3,"ready":2,"due":0,"delayed":1,
        "running":0,"held":0,"workers":1}],"continue":""}\
        """);

    assertThat(run("controllers")).isZero();
    assertThat(out.toString().lines().toList())
        .containsExactly(
            "NAME        KIND        OBJECTS   READY   DUE   DELAYED   RUNNING   HELD   WORKERS",
            "memcached   Memcached   3         2       0     1         0         0      1");
  }

  @Test
  void getFollowsThePages() {
    answers.put(OBJECTS + "?limit=500", page("a", "more"));
    answers.put(OBJECTS + "?limit=500&continue=more", page("b", ""));

    assertThat(run("get", "memcached")).isZero();
    assertThat(out.toString().lines().toList())
        .containsExactly(
            "NAMESPACE   NAME   READY   PHASE   GENERATION   OBSERVED   LAST",
            "default     a      true    idle    2            2          Done",
            "default     b      true    idle    2            2          Done");
  }

  @Test
  void jsonIsWhatTheGatewaySaid() {
    answers.put(OBJECTS + "/default/a/history", "{\"items\":[{\"type\":\"ended\"}]}");

    assertThat(run("history", "memcached", "default/a", "-o", "json")).isZero();
    assertThat(out.toString()).contains("\"type\" : \"ended\"");
  }

  @Test
  void whyBeginsWithTheSentence() {
    answers.put(
        OBJECTS + "/default/a/explain",
        "{\"summary\":\"It is paused.\",\"cause\":\"paused\",\"blockedBy\":[],\"lastError\":null}");

    assertThat(run("why", "memcached", "default/a")).isZero();
    assertThat(out.toString())
        .startsWith("It is paused.\n\n")
        .contains("cause:")
        .doesNotContain("lastError");
  }

  @Test
  void oneObjectIsALineAFact() {
    answers.put(
        OBJECTS + "/-/a",
        "{\"name\":\"a\",\"ready\":null,\"reasons\":[\"RESYNC\"],\"children\":[{\"kind\":\"Deployment\",\"name\":\"a\"}]}");

    assertThat(run("get", "memcached", "-/a")).isZero();
    assertThat(out.toString())
        .contains("name:")
        .contains("kind=Deployment")
        .doesNotContain("ready:");
  }

  @Test
  void theProblemOfTheGatewayIsTheError() {
    assertThat(run("get", "nothing")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("fairlead: there is no such thing");
  }

  @Test
  void theTokenIsSent() {
    answers.put("/api/v1/controllers", "{\"items\":[]}");

    run("controllers", "--token", "secret");

    assertThat(authorizations).containsExactly("Bearer secret");
  }

  private static String page(String name, String next) {
    return """
    {"items":[{"namespace":"default","name":"%s","ready":true,"phase":"idle","generation":2,
    "observedGeneration":2,"lastOutcome":"Done"}],"continue":"%s"}\
    """
        .formatted(name, next);
  }
}
