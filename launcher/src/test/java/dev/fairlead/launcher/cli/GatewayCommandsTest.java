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

  private static final String CONTROLLERS =
      """
      {"items":[{"name":"memcached","kind":"Memcached","objects":3,"ready":2,"due":0,"delayed":1,
      "running":0,"held":0,"workers":1,"credit":4,"oldestDueSeconds":0.5,"ratePerSecond":1.25,
      "errorsPerSecond":0,"problems":["kind Memcached is not installed"]}],"continue":""}\
      """;

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
          boolean denied = exchange.getRequestURI().getPath().equals(OBJECTS + "/secret/a");
          byte[] body =
              (denied
                      ? "{\"status\":401,\"detail\":\"a bearer token is needed\"}"
                      : answer == null
                          ? "{\"type\":\"https://fairlead.dev/problems/unknown-controller\","
                              + "\"status\":404,\"detail\":\"there is no such thing\"}"
                          : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(denied ? 401 : answer == null ? 404 : 200, body.length);
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
    answers.put("/api/v1/controllers", CONTROLLERS);

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
  void aControllerThatIsNotThereIsSaidWithTheOneThatWasMeant() {
    answers.put("/api/v1/controllers", CONTROLLERS);

    assertThat(run("get", "memcacheds")).isEqualTo(1);
    assertThat(run("why", "web", "a/b")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "fairlead: no controller of the mesh is named memcacheds; did you mean memcached?",
            "fairlead: no controller of the mesh is named web; it has memcached");
  }

  @Test
  void aKindThatIsCalledLikeThatOfItsChildrenIsToldApart() {
    answers.put(
        "/api/v1/controllers",
        """
        {"items": [{"name": "app", "kind": "Deployment", "apiVersion": "app.example.com/v1",
                    "owns": ["apps/v1 Deployment", "v1 Service"]},
                   {"name": "rollouts", "kind": "Deployment", "apiVersion": "apps/v1", "owns": []}]}
        """);

    assertThat(run("controllers")).isZero();
    assertThat(out.toString()).contains("Deployment.app.example.com");

    assertThat(run("get", "deployments.app.example.com")).isEqualTo(1);
    assertThat(run("get", "deployment.apps")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "fairlead: no controller of the mesh is named deployments.app.example.com; did you mean app?",
            "fairlead: no controller of the mesh is named deployment.apps; did you mean rollouts?");
  }

  @Test
  void whoIsNotKnownLearnsHowToGiveAToken() {
    assertThat(run("get", "memcached", "secret/a")).isEqualTo(1);
    assertThat(run("get", "memcached", "secret/a", "--token", "old")).isEqualTo(1);
    assertThat(err.toString().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("wants to know who you are (a bearer token is needed); give --token"),
            line -> assertThat(line).contains("does not accept the token"));
  }

  @Test
  void aGatewayThatIsNotThereIsSaid() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThat(run("top", "--once")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "fairlead: no gateway answers at http://127.0.0.1:"
                + port
                + "; start one with `fairlead up`, forward one of a cluster with `kubectl"
                + " port-forward`, or name another with --gateway URL");
  }

  @Test
  void anObjectIsFoundByItsNameAlone() {
    answers.put(OBJECTS + "?limit=500&search=a", page("a", ""));
    answers.put(OBJECTS + "/default/a/explain", "{\"summary\":\"All is as desired\"}");
    answers.put(OBJECTS + "/blue/a/explain", "{\"summary\":\"It is blue\"}");

    assertThat(run("why", "memcached", "a")).isZero();
    assertThat(run("why", "memcached", "a", "-n", "blue")).isZero();
    assertThat(out.toString()).contains("All is as desired").contains("It is blue");
  }

  @Test
  void aNameThatSeveralHaveIsSaid() {
    answers.put(
        OBJECTS + "?limit=500&search=a",
        "{\"items\":[{\"namespace\":\"blue\",\"name\":\"a\"},"
            + "{\"namespace\":\"blue\",\"name\":\"aa\"},"
            + "{\"namespace\":\"red\",\"name\":\"a\"}],\"continue\":null}");

    assertThat(run("why", "memcached", "a")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("fairlead: 2 objects are named a; give one of blue/a, red/a");
  }

  @Test
  void scriptsLearnTheCause() {
    answers.put(OBJECTS + "/default/a/explain", "{\"summary\":\"x\",\"cause\":\"Paused\"}");
    answers.put(OBJECTS + "/default/b/explain", "{\"summary\":\"x\",\"cause\":\"AsDesired\"}");

    assertThat(run("why", "memcached", "default/a", "-o", "name", "--exit-code")).isEqualTo(3);
    assertThat(run("why", "memcached", "default/a", "-o", "name")).isZero();
    assertThat(run("why", "memcached", "default/b", "-o", "name", "--exit-code")).isZero();
    assertThat(out.toString().lines()).containsExactly("Paused", "Paused", "AsDesired");
  }

  @Test
  void namesAreForOtherCommands() {
    answers.put("/api/v1/controllers", CONTROLLERS);
    answers.put(OBJECTS + "?limit=500&ready=false&phase=held", page("a", ""));

    assertThat(run("controllers", "-o", "name")).isZero();
    assertThat(run("get", "memcached", "--ready", "false", "--phase", "held", "-o", "name"))
        .isZero();
    assertThat(out.toString().lines()).containsExactly("memcached", "default/a");
  }

  @Test
  void yamlIsWhatTheGatewaySaid() {
    answers.put("/api/v1/controllers", CONTROLLERS);

    assertThat(run("controllers", "-o", "yaml")).isZero();
    assertThat(out.toString())
        .startsWith("items:\n- name: memcached\n")
        .contains("  objects: 3\n")
        .contains("continue: ");
  }

  @Test
  void topIsOneSampleWhereThereIsNoTerminal() {
    answers.put("/api/v1/controllers", CONTROLLERS);
    answers.put(
        "/api/v1/mesh",
        "{\"name\":\"blue\",\"processes\":[{\"roles\":[\"watcher\",\"status\"]},"
            + "{\"roles\":[\"watcher\"]}],\"partitions\":[{\"owner\":null},{\"owner\":\"a\"}]}");

    assertThat(run("top")).isZero();
    assertThat(run("top", "-o", "json")).isZero();
    assertThat(out.toString())
        .startsWith(
            "mesh blue: 2 processes (1 status, 2 watcher), 2 partitions, 1 without an owner\n\n"
                + "NAME        STATE      READY   DUE   DELAYED   RUNNING   HELD   OLDEST   RATE/S "
                + "  ERRORS/S   CREDIT   WORKERS\n"
                + "memcached   problems   2/3     0     1         0         0      0.5s     1.3   "
                + "   0.0        4        1\n"
                + "memcached: kind Memcached is not installed\n")
        .contains("\"controllers\" : {");
  }

  @Test
  void theTokenIsSent() {
    answers.put("/api/v1/controllers", "{\"items\":[]}");

    run("controllers", "--token", "secret");

    assertThat(authorizations).containsExactly("Bearer secret");
  }

  @Test
  void historySaysSinceWhenAllIsKnown() {
    answers.put(
        OBJECTS + "/default/a/history",
        "{\"items\":[{\"at\":\"T\",\"type\":\"attempt\",\"attempt\":3,\"outcome\":\"Done\","
            + "\"durationMillis\":7,\"reasons\":[\"RESYNC\"],\"error\":null}],\"since\":\"S\"}");

    assertThat(run("history", "memcached", "default/a")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "AT   TYPE      ATTEMPT   OUTCOME   MILLIS   ERROR   WHY",
            "T    attempt   3         Done      7        -       RESYNC",
            "",
            "everything since S is known");
  }

  private static String page(String name, String next) {
    return """
    {"items":[{"namespace":"default","name":"%s","ready":true,"phase":"idle","generation":2,
    "observedGeneration":2,"lastOutcome":"Done"}],"continue":"%s"}\
    """
        .formatted(name, next);
  }
}
